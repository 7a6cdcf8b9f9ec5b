// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Access} from "../../src/consortium/Access.sol";
import {Council} from "../../src/consortium/Council.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {Vm} from "../support/Vm.sol";

/// @notice Counts how often each action was done.
contract Seal {
    mapping(uint256 action => uint256) public stamps;

    function stamp(uint256 action) external {
        ++stamps[action];
    }
}

/// @notice Councillors who do what they like, beside a model of what should come of it.
contract Councillors {
    Vm private immutable _vm;
    Council private immutable _council;
    address private immutable _steward;
    Seal public immutable seal = new Seal();
    address[5] private _accounts = [address(101), address(102), address(103), address(104), address(105)];

    mapping(uint256 action => mapping(address account => bool)) private _isApproved;
    mapping(uint256 action => bool) public isDone;
    uint256 public violations;

    constructor(Vm vm_, Council council_, address steward_) {
        _vm = vm_;
        _council = council_;
        _steward = steward_;
    }

    function propose(uint256 account) external {
        uint256 id = _council.actionCount() + 1;
        account %= 5;
        bool isSeat = _council.isSeat(_accounts[account]);
        _vm.prank(_accounts[account]);
        try _council.propose(address(seal), abi.encodeCall(Seal.stamp, (id)), "Stamp it.", 0) {
            if (!isSeat) ++violations;
            _approved(id, _accounts[account]);
        } catch {
            if (isSeat) ++violations;
        }
    }

    function approve(uint256 account, uint256 id) external {
        id = _pick(id);
        if (id == 0) return;
        address caller = _accounts[account % 5];
        bool isAllowed = _council.isSeat(caller) && !_isApproved[id][caller] && _isOpen(id);
        _vm.prank(caller);
        try _council.approve(id) {
            if (!isAllowed) ++violations;
            _approved(id, caller);
        } catch {
            if (isAllowed) ++violations;
        }
    }

    function withdraw(uint256 account, uint256 id) external {
        id = _pick(id);
        if (id == 0) return;
        address caller = _accounts[account % 5];
        bool isAllowed = _isApproved[id][caller] && _isOpen(id);
        _vm.prank(caller);
        try _council.withdrawApproval(id) {
            if (!isAllowed) ++violations;
            _isApproved[id][caller] = false;
        } catch {
            if (isAllowed) ++violations;
        }
    }

    /// @dev Every nonempty choice of the five, with every threshold that fits; not at every call, so that actions get
    /// approvals in between.
    function seat(uint256 choice, uint256 threshold) external {
        if (threshold % 3 != 0) return;
        threshold /= 3;
        choice = choice % 31 + 1;
        address[] memory chosen = new address[](5);
        uint256 count;
        for (uint256 i = 0; i < 5; ++i) {
            if (choice & (1 << i) != 0) chosen[count++] = _accounts[i];
        }
        assembly ("memory-safe") {
            mstore(chosen, count)
        }
        _vm.prank(_steward);
        _council.setSeats(chosen, threshold % count + 1);
    }

    function wait(uint256 secondsToWait) external {
        _vm.warp(_vm.getBlockTimestamp() + secondsToWait % 20 days);
    }

    function _approved(uint256 id, address account) private {
        _isApproved[id][account] = true;
        uint256 approvals;
        address[] memory seats = _council.seats();
        for (uint256 i = 0; i < seats.length; ++i) {
            if (_isApproved[id][seats[i]]) ++approvals;
        }
        if (approvals >= _council.threshold()) isDone[id] = true;
    }

    function _isOpen(uint256 id) private view returns (bool) {
        return !isDone[id] && _vm.getBlockTimestamp() < _council.getAction(id).proposedAt + 30 days;
    }

    function _pick(uint256 id) private view returns (uint256) {
        uint256 count = _council.actionCount();
        return count == 0 ? 0 : count - id % (count < 3 ? count : 3);
    }
}

/// @notice A council that pauses whenever it can, and a vote that changes what can be paused.
contract Pausers {
    Vm private immutable _vm;
    Access private immutable _access;
    address private immutable _timelock;
    address[] private _targets;

    mapping(address target => uint256) public startedAt;
    mapping(address target => uint256) public endedAt;
    uint256 public violations;

    constructor(Vm vm_, Access access_, address[] memory targets_) {
        _vm = vm_;
        _access = access_;
        _timelock = access_.timelock();
        _targets = targets_;
    }

    function pause(uint256 target, uint64 durationSeconds) external {
        address chosen = _pick(target);
        // Often the longest, or a second more.
        durationSeconds = durationSeconds % 3 == 0 ? 7 days + durationSeconds % 2 : durationSeconds % 9 days;
        _settle(chosen);
        uint256 time = _vm.getBlockTimestamp();
        bool isAllowed = _access.isPausable(chosen) && durationSeconds != 0 && durationSeconds <= 7 days
            && startedAt[chosen] == 0 && (endedAt[chosen] == 0 || time >= endedAt[chosen] + 30 days);
        address council = _access.council();
        _vm.prank(council);
        try _access.pause(chosen, durationSeconds) {
            if (!isAllowed) ++violations;
            startedAt[chosen] = time;
        } catch {
            if (isAllowed) ++violations;
        }
    }

    function unpause(uint256 target) external {
        address chosen = _pick(target);
        _settle(chosen);
        address council = _access.council();
        _vm.prank(council);
        try _access.unpause(chosen) {
            if (startedAt[chosen] == 0) ++violations;
            _end(chosen, _vm.getBlockTimestamp());
        } catch {
            if (startedAt[chosen] != 0) ++violations;
        }
    }

    function setPausable(uint256 target, bool isPausable) external {
        address chosen = _pick(target);
        _settle(chosen);
        _vm.prank(_timelock);
        try _access.setPausable(chosen, isPausable) {
            if (!isPausable && startedAt[chosen] != 0) _end(chosen, _vm.getBlockTimestamp());
        } catch {}
    }

    function wait(uint256 secondsToWait) external {
        _vm.warp(_vm.getBlockTimestamp() + secondsToWait % 20 days);
    }

    /// @dev To the second in which a contract can be paused again, or the one before, where that is to come.
    function waitForRest(uint256 target, bool isEarly) external {
        address chosen = _pick(target);
        _settle(chosen);
        uint256 againAt = (startedAt[chosen] == 0 ? endedAt[chosen] : startedAt[chosen] + 7 days) + 30 days;
        if (isEarly) --againAt;
        if (againAt > _vm.getBlockTimestamp()) _vm.warp(againAt);
    }

    /// @dev A pause that ended by itself ended when it said.
    function _settle(address target) private {
        if (startedAt[target] == 0 || _access.isTargetClosed(target)) return;
        _end(target, _access.pausableAgainAt(target) - 30 days);
    }

    function _end(address target, uint256 time) private {
        if (time > startedAt[target] + 7 days) ++violations;
        startedAt[target] = 0;
        endedAt[target] = time;
    }

    function _pick(uint256 target) private view returns (address) {
        // Mostly those that can be paused.
        return _targets[target % 4 == 0 ? target / 4 % _targets.length : target % 2];
    }
}

contract CouncilInvariantTest is ContractTest {
    Councillors private councillors;
    Pausers private pausers;

    function setUp() public override {
        super.setUp();
        councillors = new Councillors(vm, council, address(timelock));
        councillors.seat(30, 3);
        address[] memory targets = new address[](5);
        targets[0] = address(registry);
        targets[1] = address(recordLog);
        targets[2] = address(members);
        targets[3] = address(validators);
        targets[4] = address(membersVote);
        pausers = new Pausers(vm, access, targets);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](2);
        targets[0] = address(councillors);
        targets[1] = address(pausers);
    }

    function invariant_TheCouncilActsOnceAndOnlyWithEnoughApprovals() public view {
        vm.assertEq(councillors.violations(), 0, "the model says otherwise");
        Seal seal = councillors.seal();
        for (uint256 id = 1; id <= council.actionCount(); ++id) {
            bool isDone = councillors.isDone(id);
            vm.assertEq(seal.stamps(id), isDone ? 1 : 0, "not done once");
            vm.assertEq(council.stateOf(id) == Council.State.Done, isDone, "another state");
        }
    }

    function invariant_TheCouncilHasSeatsAndAThresholdThatFits() public view {
        uint256 count = council.seats().length;
        vm.assertTrue(
            count != 0 && council.threshold() != 0 && council.threshold() <= count, "nobody decides"
        );
    }

    function invariant_NoPauseIsTooLongOrTooSoon() public view {
        vm.assertEq(pausers.violations(), 0, "the model says otherwise");
        address[2] memory pausable = [address(registry), address(recordLog)];
        for (uint256 i = 0; i < 2; ++i) {
            if (!access.isTargetClosed(pausable[i])) continue;
            uint256 startedAt = pausers.startedAt(pausable[i]);
            vm.assertTrue(vm.getBlockTimestamp() < startedAt + 7 days, "longer than a week");
        }
    }

    function invariant_VotesExitsAndValidatorsAreNeverPaused() public view {
        vm.assertEq(access.isTargetClosed(address(members)), false);
        vm.assertEq(access.isTargetClosed(address(membersVote)), false);
        vm.assertEq(access.isTargetClosed(address(validators)), false);
    }
}

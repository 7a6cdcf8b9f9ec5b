// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {Validators} from "../../src/consortium/Validators.sol";
import {Vm} from "../support/Vm.sol";
import {Bell} from "./MembersVoteSetup.sol";
import {ValidatorsProofs} from "./ValidatorsProofs.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title Eight institutions that try everything on each other
/// @notice The first founds the consortium. Each has two nodes. They govern, vote, execute, leave, come back, name
/// each other's nodes and prove their own, in any order; and this contract keeps a model of what must come of it.
contract MembersInstitutions is ValidatorsProofs {
    uint256 public constant COUNT = 8;
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    /// @dev Few, so that votes on them come to an end.
    uint256 private constant RECENT_PROPOSALS = 3;

    Members private immutable _members;
    MembersVote private immutable _vote;
    Validators private immutable _validators;
    Bell private immutable _bell;
    address private immutable _timelock;
    address[COUNT] public accounts;

    /// @dev The model: for every block that is over, who was a member at its end.
    uint256[] public blocks;
    mapping(uint256 blockNumber => uint256 count) public electorateAt;
    mapping(uint256 blockNumber => mapping(address account => bool)) public wasMember;
    mapping(uint256 blockNumber => bool) public wasGenesis;

    mapping(uint256 id => mapping(address account => uint256)) public votesOf;
    mapping(uint256 id => uint256) public forVotesOf;
    mapping(uint256 id => uint256) public againstVotesOf;
    uint256 public expectedStrokes;

    /// @dev What must never be.
    uint256 public lawlessChanges;
    uint256 public weakExecutions;
    uint256 public repeatedExecutions;
    uint256 public falseProofs;
    mapping(uint256 id => bool) private _isExecuted;
    mapping(uint256 id => bool) public isCalledOff;

    /// @dev Once the genesis is over, nothing but an executed proposal or a member's own exit changes membership.
    modifier withoutVote(address mayLeave) {
        bool isGenesis = _members.isGenesis();
        uint32[COUNT] memory before = _rolesNow();
        uint256 countBefore = _members.memberCount();
        _;
        if (!isGenesis) {
            uint32[COUNT] memory later = _rolesNow();
            for (uint256 i = 0; i < COUNT; ++i) {
                bool hasLeft = accounts[i] == mayLeave && later[i] == 0;
                if (before[i] != later[i] && !hasLeft) ++lawlessChanges;
            }
            if (_members.memberCount() != countBefore) ++lawlessChanges;
        }
    }

    constructor(
        Members members_,
        MembersVote vote_,
        Validators validators_,
        Bell bell_,
        address timelock_,
        address[COUNT] memory accounts_
    ) {
        _members = members_;
        _vote = vote_;
        _validators = validators_;
        _bell = bell_;
        _timelock = timelock_;
        accounts = accounts_;
    }

    // Time

    function passBlock(uint16 seconds_) external withoutVote(address(0)) {
        _passBlock(seconds_);
    }

    /// @dev Long enough for votes to end and delays to pass.
    function passDays(uint8 count) external withoutVote(address(0)) {
        _passBlock(uint256(count % 40) * 1 days);
    }

    // Governing

    function add(uint8 caller, uint8 account, uint32 roles) external withoutVote(address(0)) {
        vm.prank(_account(caller));
        try _members.addMember(_account(account), "Member", roles % (1 << 11)) {} catch {}
    }

    function setRoles(uint8 caller, uint8 account, uint32 roles) external withoutVote(address(0)) {
        vm.prank(_account(caller));
        try _members.setRoles(_account(account), roles % (1 << 11)) {} catch {}
    }

    /// @dev The founder, a little more often than chance would have it.
    function found(uint8 account, uint32 roles) external withoutVote(address(0)) {
        vm.prank(accounts[0]);
        try _members.addMember(_account(account), "Member", 1 + roles % 2047) {} catch {}
    }

    function governAsTimelock(uint8 account, uint32 roles) external withoutVote(address(0)) {
        vm.startPrank(_timelock);
        try _members.addMember(_account(account), "Member", 1 + roles % 2047) {} catch {}
        try _members.setRoles(_account(account), roles % 2048) {} catch {}
        vm.stopPrank();
    }

    /// @dev One time in four: else nobody would be left to vote.
    function resign(uint8 caller, uint8 mood) external withoutVote(_account(caller)) {
        if (mood % 4 != 0) return;
        vm.prank(_account(caller));
        try _members.resign() {} catch {}
    }

    // Voting

    function proposeAdmission(uint8 caller, uint8 account, uint32 roles) external withoutVote(address(0)) {
        vm.prank(_account(caller));
        try _vote.proposeAdmission(_account(account), "Member", 1 + roles % 2047, "") {} catch {}
    }

    function proposeRoles(uint8 caller, uint8 account, uint32 roles) external withoutVote(address(0)) {
        vm.prank(_account(caller));
        try _vote.proposeRoles(_account(account), roles % 3 == 0 ? 0 : roles % 2048, "") {} catch {}
    }

    function proposeCalls(uint8 caller) external withoutVote(address(0)) {
        address[] memory targets = new address[](1);
        bytes[] memory payloads = new bytes[](1);
        targets[0] = address(_bell);
        payloads[0] = abi.encodeCall(Bell.ring, (1));
        vm.prank(_account(caller));
        try _vote.proposeCalls(targets, payloads, "") {} catch {}
    }

    /// @dev A whole vote to call off what waits.
    function callOff(uint8 seed) external {
        uint256 id = _recent(seed);
        if (id == 0 || _vote.stateOf(id) != MembersVote.State.Scheduled) return;
        address[] memory targets = new address[](1);
        bytes[] memory payloads = new bytes[](1);
        targets[0] = _timelock;
        payloads[0] = abi.encodeCall(TimelockController.cancel, (_vote.getProposal(id).operation));
        for (uint256 i = 0; i < COUNT; ++i) {
            if (!_members.isMember(accounts[i])) continue;
            vm.prank(accounts[i]);
            try _vote.proposeCalls(targets, payloads, "") {} catch {}
            break;
        }
        uint256 callingOff = _vote.proposalCount();
        if (callingOff == id) return;
        for (uint256 i = 0; i < COUNT; ++i) {
            _castVote(accounts[i], callingOff, true);
        }
        _execute(callingOff);
        if (_vote.getProposal(callingOff).isExecuted) isCalledOff[id] = true;
    }

    function castVote(uint8 caller, uint8 id, bool isFor) external withoutVote(address(0)) {
        _castVote(_account(caller), _recent(id), isFor);
    }

    /// @dev All at once: so that proposals pass.
    function agree(uint8 id) external withoutVote(address(0)) {
        for (uint256 i = 0; i < COUNT; ++i) {
            _castVote(accounts[i], _recent(id), true);
        }
    }

    /// @dev A whole vote: so that there are many members to try the rest on.
    function admitByVote(uint8 account, uint32 roles) external {
        address member = _account(account);
        for (uint256 i = 0; i < COUNT; ++i) {
            if (!_members.isMember(accounts[i]) || _members.isMember(member)) continue;
            vm.prank(accounts[i]);
            try _vote.proposeAdmission(member, "Member", 1 + roles % 2047, "") {} catch {}
            break;
        }
        for (uint256 i = 0; i < COUNT; ++i) {
            _castVote(accounts[i], _vote.proposalCount(), true);
        }
        _execute(_vote.proposalCount());
    }

    function execute(uint8 seed) external {
        _execute(_recent(seed));
    }

    function executeCalls(uint8 seed) external withoutVote(address(0)) {
        uint256 id = _recent(seed);
        if (id == 0) return;
        MembersVote.Proposal memory proposal = _vote.getProposal(id);
        try _vote.executeCalls(id) {
            _checkExecution(id, proposal);
            _countExecution(id);
            ++expectedStrokes;
        } catch {}
    }

    // Nodes

    function registerNode(uint8 caller, uint8 node) external withoutVote(address(0)) {
        vm.prank(_account(caller));
        try _validators.registerNode(vm.addr(_key(node)), "") {} catch {}
    }

    function removeNode(uint8 caller, uint8 node) external withoutVote(address(0)) {
        vm.prank(_account(caller));
        try _validators.removeNode(vm.addr(_key(node))) {} catch {}
    }

    /// @dev A right proof, for whichever member the node is registered.
    function proveNode(uint8 node, uint8 age) external withoutVote(address(0)) {
        _tryProof(_key(node), _memberOf(vm.addr(_key(node))), 1 + age % 4);
    }

    /// @dev A member registers a node of its own and proves it at once.
    function moveIn(uint8 caller, bool isSecond) external withoutVote(address(0)) {
        uint256 index = caller % COUNT;
        uint256 key = _keyOf(index, isSecond);
        vm.prank(accounts[index]);
        try _validators.registerNode(vm.addr(key), "") {} catch {}
        _tryProof(key, accounts[index], 1);
    }

    /// @dev A proof for another member, or with another node's key, must not count.
    function proveFalsely(uint8 node, uint8 member, uint8 key) external withoutVote(address(0)) {
        address registered = vm.addr(_key(node));
        if (_key(node) == _key(key) && _account(member) == _memberOf(registered)) return;
        Proof memory proof = makeProof(_key(key), _account(member), address(_validators), 1);
        bytes memory signature = sign(proof);
        try _validators.proveNode(registered, proof.blockNumber, signature) {
            ++falseProofs;
        } catch {}
    }

    function blockCount() external view returns (uint256) {
        return blocks.length;
    }

    function keyOf(uint256 index, bool isSecond) external pure returns (uint256) {
        return _keyOf(index, isSecond);
    }

    function _castVote(address caller, uint256 id, bool isFor) private {
        vm.prank(caller);
        try _vote.castVote(id, isFor) {
            ++votesOf[id][caller];
            if (isFor) ++forVotesOf[id];
            else ++againstVotesOf[id];
        } catch {}
    }

    /// @dev It changes the roles of its subject and of nobody else.
    function _execute(uint256 id) private {
        if (id == 0) return;
        MembersVote.Proposal memory proposal = _vote.getProposal(id);
        uint32[COUNT] memory before = _rolesNow();
        try _vote.execute(id) {
            _checkExecution(id, proposal);
            if (_vote.getProposal(id).isExecuted) _countExecution(id);
        } catch {}
        uint32[COUNT] memory later = _rolesNow();
        for (uint256 i = 0; i < COUNT; ++i) {
            bool isLawful = accounts[i] == proposal.subject && later[i] == proposal.roles;
            if (before[i] != later[i] && !isLawful) ++lawlessChanges;
        }
    }

    /// @dev Two thirds, counted from the model alone.
    function _checkExecution(uint256 id, MembersVote.Proposal memory proposal) private {
        uint256 electorate = electorateAt[proposal.snapshotBlock];
        if (wasMember[proposal.snapshotBlock][proposal.subject]) --electorate;
        if (electorate == 0 || 3 * forVotesOf[id] < 2 * electorate) ++weakExecutions;
    }

    function _countExecution(uint256 id) private {
        if (_isExecuted[id]) ++repeatedExecutions;
        _isExecuted[id] = true;
    }

    function _passBlock(uint256 seconds_) private {
        uint256 number = vm.getBlockNumber();
        uint256 count;
        for (uint256 i = 0; i < COUNT; ++i) {
            bool isStanding = _members.isMember(accounts[i]);
            wasMember[number][accounts[i]] = isStanding;
            if (isStanding) ++count;
        }
        electorateAt[number] = count;
        wasGenesis[number] = _members.isGenesis();
        blocks.push(number);
        vm.roll(number + 1);
        vm.warp(vm.getBlockTimestamp() + 1 + seconds_);
    }

    function _tryProof(uint256 key, address member, uint256 age) private {
        if (age >= vm.getBlockNumber()) return;
        Proof memory proof = makeProof(key, member, address(_validators), age);
        bytes memory signature = sign(proof);
        try _validators.proveNode(vm.addr(key), proof.blockNumber, signature) {} catch {}
    }

    function _memberOf(address node) private view returns (address) {
        try _validators.getNode(node) returns (Validators.Node memory registered) {
            return registered.member;
        } catch {
            return address(0);
        }
    }

    function _rolesNow() private view returns (uint32[COUNT] memory roles) {
        for (uint256 i = 0; i < COUNT; ++i) {
            try _members.getMember(accounts[i]) returns (Members.Member memory member) {
                roles[i] = member.roles;
            } catch {}
        }
    }

    function _account(uint8 seed) private view returns (address) {
        return accounts[seed % COUNT];
    }

    function _recent(uint8 seed) private view returns (uint256) {
        uint256 count = _vote.proposalCount();
        uint256 back = seed % RECENT_PROPOSALS;
        return count > back ? count - back : count;
    }

    function _key(uint8 seed) private pure returns (uint256) {
        return _keyOf(seed % COUNT, seed % (2 * COUNT) >= COUNT);
    }

    function _keyOf(uint256 index, bool isSecond) private pure returns (uint256) {
        return 1000 + 2 * index + (isSecond ? 1 : 0);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Council} from "../../src/consortium/Council.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

/// @notice A contract that the council governs: it counts, fails on demand, and calls back when told to.
contract Counter {
    error Counter_TooHigh(uint256 value);

    address public immutable owner;
    uint256 public value;
    bytes public callback;

    constructor(address owner_) {
        owner = owner_;
    }

    function setCallback(bytes memory data) external {
        callback = data;
    }

    function add(uint256 amount) external {
        require(msg.sender == owner, "not the owner");
        require(amount < 100, Counter_TooHigh(amount));
        value += amount;
        if (callback.length != 0) {
            (bool isDone, bytes memory reason) = msg.sender.call(callback);
            if (!isDone) {
                assembly ("memory-safe") {
                    revert(add(reason, 0x20), mload(reason))
                }
            }
        }
    }
}

/// @dev The branches of Council.tree.
contract CouncilTest is ContractTest {
    Counter private counter;

    function setUp() public override {
        super.setUp();
        counter = new Counter(address(council));
    }

    // ---- seats

    function test_Constructor_SeatsTheFirst() public view {
        vm.assertEq(council.threshold(), 2);
        address[] memory seated = council.seats();
        vm.assertEq(seated.length, 3);
        for (uint256 i = 0; i < 3; ++i) {
            vm.assertEq(seated[i], seats[i]);
            vm.assertEq(council.isSeat(seats[i]), true);
        }
        vm.assertEq(council.isSeat(foundation), false);
        vm.assertEq(council.actionCount(), 0);
    }

    function test_Constructor_RevertWhen_SeatsAreInvalid() public {
        vm.expectRevert(abi.encodeWithSelector(Council.Council_SeatCountInvalid.selector, 0));
        new Council(members, new address[](0), 1);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_ThresholdInvalid.selector, 0, 3));
        new Council(members, people(3), 0);
    }

    function test_SetSeats_ByTheStewardReplacesAll() public {
        address[] memory next = people(21);
        next[20] = seats[2];
        vm.prank(address(timelock));
        vm.expectEmit(address(council));
        emit Council.SeatsChanged(next, 11);
        council.setSeats(next, 11);
        vm.assertEq(council.seats().length, 21);
        vm.assertEq(council.threshold(), 11);
        vm.assertEq(council.isSeat(seats[0]), false);
        vm.assertEq(council.isSeat(seats[2]), true);
    }

    function test_SetSeats_RevertWhen_CallerIsNotTheSteward() public {
        // The founder was the steward until three members stood.
        address[5] memory callers = [foundation, seats[0], registrar, stranger, address(council)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(abi.encodeWithSelector(Council.Council_NotSteward.selector, callers[i]));
            council.setSeats(people(1), 1);
        }
    }

    function test_SetSeats_RevertWhen_SeatsAreInvalid() public {
        vm.startPrank(address(timelock));
        vm.expectRevert(abi.encodeWithSelector(Council.Council_SeatCountInvalid.selector, 0));
        council.setSeats(new address[](0), 0);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_SeatCountInvalid.selector, 22));
        council.setSeats(people(22), 1);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_ThresholdInvalid.selector, 0, 3));
        council.setSeats(people(3), 0);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_ThresholdInvalid.selector, 4, 3));
        council.setSeats(people(3), 4);
        address[] memory doubled = people(3);
        doubled[2] = doubled[0];
        vm.expectRevert(abi.encodeWithSelector(Council.Council_SeatInvalid.selector, doubled[0]));
        council.setSeats(doubled, 2);
        doubled[2] = address(0);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_SeatInvalid.selector, address(0)));
        council.setSeats(doubled, 2);
        vm.assertEq(council.seats().length, 3);
        vm.assertEq(council.isSeat(seats[0]), true);
    }

    // ---- propose

    function test_Propose_KeepsWhatWasProposedAndCallsNothing() public {
        bytes memory data = abi.encodeCall(Counter.add, (7));
        vm.prank(seats[1]);
        vm.expectEmit(address(council));
        emit Council.ActionProposed(
            1, seats[1], address(counter), data, "Count.", keccak256("document"), GENESIS_TIME + 30 days
        );
        vm.expectEmit(address(council));
        emit Council.ActionApproved(1, seats[1], 1, 2);
        vm.assertEq(council.propose(address(counter), data, "Count.", keccak256("document")), 1);

        vm.assertEq(counter.value(), 0);
        vm.assertEq(council.actionCount(), 1);
        Council.Action memory action = council.getAction(1);
        vm.assertEq(action.proposer, seats[1]);
        vm.assertEq(action.proposedAt, GENESIS_TIME);
        vm.assertEq(action.expiresAt, GENESIS_TIME + 30 days);
        vm.assertEq(action.isDone, false);
        vm.assertEq(action.target, address(counter));
        vm.assertEq(keccak256(action.data), keccak256(data));
        vm.assertEq(action.reason, "Count.");
        vm.assertEq(action.documentHash, keccak256("document"));
        vm.assertEq(council.approversOf(1).length, 1);
        vm.assertEq(council.approversOf(1)[0], seats[1]);
        assertState(1, Council.State.Open);
    }

    function test_Propose_CallsAtOnce_WhenOneApprovalIsEnough() public {
        setSeats(people(3), 1);
        vm.prank(people(3)[0]);
        uint256 id = council.propose(address(counter), abi.encodeCall(Counter.add, (7)), "Count.", 0);
        vm.assertEq(counter.value(), 7);
        assertState(id, Council.State.Done);
    }

    function test_Propose_RevertWhen_CallerIsNoSeat() public {
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_NotSeat.selector, foundation));
        council.propose(address(counter), "", "Count.", 0);
    }

    function test_Propose_RevertWhen_ThereIsNoContract() public {
        vm.prank(seats[0]);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_NoContract.selector, alice));
        council.propose(alice, "", "Count.", 0);
    }

    function test_Propose_RevertWhen_TooLong() public {
        vm.startPrank(seats[0]);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_DataTooLong.selector, 8193));
        council.propose(address(counter), new bytes(8193), "Count.", 0);
        council.propose(address(counter), new bytes(8192), "Count.", 0);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_ReasonLengthInvalid.selector, 0));
        council.propose(address(counter), "", "", 0);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_ReasonLengthInvalid.selector, 1025));
        council.propose(address(counter), "", string(new bytes(1025)), 0);
        council.propose(address(counter), "", string(new bytes(1024)), 0);
    }

    // ---- approve

    function test_Approve_CallsOnceAtTheThreshold() public {
        uint256 id = propose(7);
        vm.prank(seats[2]);
        vm.expectEmit(address(council));
        emit Council.ActionApproved(id, seats[2], 2, 2);
        vm.expectEmit(address(council));
        emit Council.ActionDone(id);
        council.approve(id);
        vm.assertEq(counter.value(), 7);
        vm.assertEq(council.approversOf(id).length, 2);
        assertState(id, Council.State.Done);

        vm.prank(seats[1]);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_NotOpen.selector, id, Council.State.Done));
        council.approve(id);
        vm.assertEq(counter.value(), 7);
    }

    function testFuzz_Approve_NeedsExactlyTheThreshold(uint256 seatCount, uint256 threshold) public {
        seatCount = bound(seatCount, 1, 21);
        threshold = bound(threshold, 1, seatCount);
        address[] memory seated = people(seatCount);
        setSeats(seated, threshold);
        vm.prank(seated[0]);
        uint256 id = council.propose(address(counter), abi.encodeCall(Counter.add, (1)), "Count.", 0);
        for (uint256 i = 1; i < threshold; ++i) {
            vm.assertEq(counter.value(), 0);
            vm.prank(seated[i]);
            council.approve(id);
        }
        vm.assertEq(counter.value(), 1);
        assertState(id, Council.State.Done);
    }

    function test_Approve_RevertWhen_CallerIsNoSeat() public {
        uint256 id = propose(7);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_NotSeat.selector, stranger));
        council.approve(id);
    }

    function test_Approve_RevertWhen_TheSameSeatTwice() public {
        uint256 id = propose(7);
        vm.prank(seats[0]);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_AlreadyApproved.selector, id, seats[0]));
        council.approve(id);
        vm.assertEq(counter.value(), 0);
    }

    function test_Approve_RevertWhen_ActionIsUnknown() public {
        propose(7);
        vm.startPrank(seats[1]);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_UnknownAction.selector, 0));
        council.approve(0);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_UnknownAction.selector, 2));
        council.approve(2);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_UnknownAction.selector, 2));
        council.getAction(2);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_UnknownAction.selector, 0));
        council.withdrawApproval(0);
    }

    function test_Approve_UntilTheLastSecond() public {
        uint256 late = propose(7);
        uint256 inTime = propose(5);
        vm.warp(GENESIS_TIME + 30 days - 1);
        vm.prank(seats[1]);
        council.approve(inTime);
        vm.assertEq(counter.value(), 5);

        vm.warp(GENESIS_TIME + 30 days);
        assertState(late, Council.State.Expired);
        vm.prank(seats[1]);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_NotOpen.selector, late, Council.State.Expired));
        council.approve(late);
        vm.prank(seats[0]);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_NotOpen.selector, late, Council.State.Expired));
        council.withdrawApproval(late);
        vm.assertEq(council.getAction(late).reason, "Count.");
        assertState(inTime, Council.State.Done);
    }

    /// @dev The failed approval is not kept, so it can be given again when the call can succeed.
    function test_Approve_RevertWhen_TheCallFails() public {
        uint256 id = propose(100);
        vm.prank(seats[1]);
        vm.expectRevert(abi.encodeWithSelector(Counter.Counter_TooHigh.selector, 100));
        council.approve(id);
        vm.assertEq(council.approversOf(id).length, 1);
        assertState(id, Council.State.Open);

        vm.prank(seats[0]);
        uint256 unknown = council.propose(address(counter), hex"01020304", "Count.", 0);
        vm.prank(seats[1]);
        vm.expectRevert(abi.encodeWithSelector(Errors.FailedCall.selector));
        council.approve(unknown);
    }

    function test_Approve_RevertWhen_TheTargetCallsBack() public {
        address[] memory seated = people(3);
        seated[2] = address(counter);
        setSeats(seated, 2);
        vm.prank(seated[0]);
        uint256 id = council.propose(address(counter), abi.encodeCall(Counter.add, (7)), "Count.", 0);
        bytes[2] memory callbacks =
            [abi.encodeCall(Council.approve, (id)), abi.encodeCall(Council.withdrawApproval, (id))];
        for (uint256 i = 0; i < 2; ++i) {
            counter.setCallback(callbacks[i]);
            vm.prank(seated[1]);
            vm.expectRevert(abi.encodeWithSelector(Council.Council_NotOpen.selector, id, Council.State.Done));
            council.approve(id);
            vm.assertEq(counter.value(), 0);
        }
    }

    function test_Approve_OfTheCouncilItselfChangesNothing() public {
        vm.prank(seats[0]);
        uint256 id = council.propose(
            address(council), abi.encodeCall(Council.setSeats, (people(1), 1)), "Take the council.", 0
        );
        vm.prank(seats[1]);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_NotSteward.selector, address(council)));
        council.approve(id);
    }

    // ---- seats that change in between

    function test_Approve_OfAFormerSeatDoesNotCount() public {
        uint256 id = propose(7);
        address[] memory next = people(3);
        setSeats(next, 2);
        vm.prank(seats[1]);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_NotSeat.selector, seats[1]));
        council.approve(id);
        vm.prank(next[0]);
        vm.expectEmit(address(council));
        emit Council.ActionApproved(id, next[0], 1, 2);
        council.approve(id);
        vm.assertEq(counter.value(), 0);
        vm.prank(next[1]);
        council.approve(id);
        vm.assertEq(counter.value(), 7);
        vm.assertEq(council.approversOf(id).length, 3, "the former seat stays readable");
    }

    function test_Approve_CountsAgainForASeatThatCameBack() public {
        uint256 id = propose(7);
        setSeats(people(3), 2);
        address[] memory back = people(3);
        back[0] = seats[0];
        setSeats(back, 2);
        vm.prank(back[1]);
        council.approve(id);
        vm.assertEq(counter.value(), 7);
    }

    function test_Approve_NeedsTheThresholdOfNow() public {
        uint256 id = propose(7);
        address[] memory same = asList();
        setSeats(same, 3);
        vm.prank(seats[1]);
        council.approve(id);
        vm.assertEq(counter.value(), 0);

        // Enough by the lower threshold: any approval given anew makes the call.
        setSeats(same, 1);
        vm.startPrank(seats[0]);
        council.withdrawApproval(id);
        council.approve(id);
        vm.assertEq(counter.value(), 7);
    }

    // ---- withdraw

    function test_WithdrawApproval_NoLongerCounts() public {
        uint256 id = propose(7);
        vm.prank(seats[0]);
        vm.expectEmit(address(council));
        emit Council.ApprovalWithdrawn(id, seats[0]);
        council.withdrawApproval(id);
        vm.assertEq(council.approversOf(id).length, 0);
        vm.prank(seats[1]);
        council.approve(id);
        vm.assertEq(counter.value(), 0);
        vm.prank(seats[0]);
        council.approve(id);
        vm.assertEq(counter.value(), 7);
    }

    function test_WithdrawApproval_ByAFormerSeat() public {
        uint256 id = propose(7);
        setSeats(people(3), 2);
        vm.prank(seats[0]);
        council.withdrawApproval(id);
        vm.assertEq(council.approversOf(id).length, 0);
    }

    function test_WithdrawApproval_RevertWhen_NotApproved() public {
        uint256 id = propose(7);
        vm.prank(seats[1]);
        vm.expectRevert(abi.encodeWithSelector(Council.Council_NotApproved.selector, id, seats[1]));
        council.withdrawApproval(id);
    }

    function propose(uint256 amount) private returns (uint256) {
        vm.prank(seats[0]);
        return council.propose(address(counter), abi.encodeCall(Counter.add, (amount)), "Count.", 0);
    }

    function setSeats(address[] memory accounts, uint256 threshold) private {
        vm.prank(address(timelock));
        council.setSeats(accounts, threshold);
    }

    function asList() private view returns (address[] memory accounts) {
        accounts = new address[](3);
        for (uint256 i = 0; i < 3; ++i) {
            accounts[i] = seats[i];
        }
    }

    function people(uint256 count) private pure returns (address[] memory accounts) {
        accounts = new address[](count);
        for (uint160 i = 0; i < count; ++i) {
            accounts[i] = address(1000 + i);
        }
    }

    function assertState(uint256 id, Council.State state) private view {
        vm.assertEq(uint256(council.stateOf(id)), uint256(state));
    }
}

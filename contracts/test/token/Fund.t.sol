// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Fund} from "../../src/token/Fund.sol";
import {OperationFund} from "../../src/token/OperationFund.sol";
import {TokenSetup} from "./TokenSetup.sol";

/// @dev The branches of Fund.tree. The council has three seats, of which two must approve.
contract FundTest is TokenSetup {
    bytes32 private constant DOCUMENT = keccak256("a published document");
    string private constant PURPOSE = "Operation of the servers";

    uint64 private payableAt = DEADLINE + COMMENT_SECONDS;
    uint64 private expiresAt = DEADLINE + COMMENT_SECONDS + 90 days;

    function setUp() public override {
        super.setUp();
        launch();
    }

    function test_Constructor_KeepsWhatItWasGiven() public view {
        vm.assertEq(address(operationFund.token()), address(token));
        vm.assertEq(address(operationFund.offering()), address(offering));
        vm.assertEq(address(operationFund.council()), address(council));
        vm.assertEq(operationFund.commentPeriodSeconds(), COMMENT_SECONDS);
        vm.assertEq(operationFund.total(), 80_000_000e18);
        vm.assertEq(operationFund.remaining(), 80_000_000e18);
    }

    function test_Constructor_RevertWhen_CommentPeriodIsZeroOrTooLong() public {
        vm.expectRevert(abi.encodeWithSelector(Fund.Fund_CommentPeriodInvalid.selector, 0));
        new OperationFund(token, offering, council, 0);
        vm.expectRevert(abi.encodeWithSelector(Fund.Fund_CommentPeriodInvalid.selector, 365 days + 1));
        new OperationFund(token, offering, council, 365 days + 1);
        new OperationFund(token, offering, council, 365 days);
    }

    function test_Propose_KeepsTheRelease() public {
        vm.expectEmit(address(operationFund));
        emit Fund.ReleaseProposed(1, seats[0], alice, 5e18, PURPOSE, DOCUMENT, payableAt, expiresAt);
        vm.assertEq(propose(5e18), 1);
        Fund.Release memory entry = operationFund.getRelease(1);
        vm.assertEq(entry.proposer, seats[0]);
        vm.assertEq(entry.recipient, alice);
        vm.assertEq(entry.amount, 5e18);
        vm.assertEq(entry.documentHash, DOCUMENT);
        vm.assertEq(entry.proposedAt, DEADLINE);
        vm.assertEq(entry.payableAt, payableAt);
        vm.assertEq(entry.expiresAt, expiresAt);
        vm.assertEq(entry.paidAt, 0);
        vm.assertEq(entry.rejectedAt, 0);
        vm.assertEq(entry.purpose, PURPOSE);
        expectState(1, Fund.State.Open);
        vm.assertEq(operationFund.approvalsOf(1), 0);
        vm.assertEq(propose(5e18), 2);
        vm.assertEq(operationFund.releaseCount(), 2);
        vm.assertEq(operationFund.unsettled().length, 2);
    }

    function test_Propose_RevertWhen_CallerIsNoSeat() public {
        address[4] memory callers = [stranger, foundation, address(council), address(timelock)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(notSeat(callers[i]));
            operationFund.propose(alice, 1, PURPOSE, DOCUMENT);
        }
    }

    function test_Propose_RevertWhen_ThereWasNoLaunch() public {
        setUpUnlaunched();
        vm.prank(seats[0]);
        vm.expectRevert(abi.encodeWithSelector(Fund.Fund_NotLaunched.selector));
        operationFund.propose(alice, 1, PURPOSE, DOCUMENT);
    }

    function test_Propose_RevertWhen_RecipientIsInvalid() public {
        address[3] memory recipients = [address(0), address(operationFund), address(token)];
        for (uint256 i = 0; i < recipients.length; ++i) {
            expectProposeError(
                recipients[i],
                1,
                PURPOSE,
                DOCUMENT,
                abi.encodeWithSelector(Fund.Fund_RecipientInvalid.selector, recipients[i])
            );
        }
    }

    function test_Propose_RevertWhen_SomethingIsMissingOrTooLong() public {
        expectProposeError(alice, 0, PURPOSE, DOCUMENT, abi.encodeWithSelector(Fund.Fund_AmountZero.selector));
        expectProposeError(alice, 1, "", DOCUMENT, textLengthInvalid(0));
        expectProposeError(alice, 1, string(new bytes(1025)), DOCUMENT, textLengthInvalid(1025));
        expectProposeError(alice, 1, PURPOSE, 0, abi.encodeWithSelector(Fund.Fund_DocumentMissing.selector));
        vm.prank(seats[0]);
        operationFund.propose(alice, 1, string(new bytes(1024)), DOCUMENT);
    }

    function test_Propose_RevertWhen_TooManyAreUnsettled() public {
        for (uint256 i = 0; i < 32; ++i) {
            proposeAs(seats[i % 3], 1);
        }
        vm.warp(DEADLINE + 1);
        for (uint256 i = 32; i < 64; ++i) {
            proposeAs(seats[i % 3], 1);
        }
        bytes memory tooMany = abi.encodeWithSelector(Fund.Fund_TooManyUnsettled.selector);
        expectProposeError(alice, 1, PURPOSE, DOCUMENT, tooMany);
        vm.warp(expiresAt - 1);
        expectProposeError(alice, 1, PURPOSE, DOCUMENT, tooMany);
        vm.warp(expiresAt);
        vm.assertEq(propose(1), 65);
        vm.assertEq(operationFund.unsettled().length, 33);
        expectState(1, Fund.State.Expired);
        vm.assertEq(operationFund.getRelease(1).amount, 1, "no longer readable");
    }

    /// @dev A third of 64, rounded up: 22.
    function test_Propose_RevertWhen_ASeatHasItsShare() public {
        for (uint256 i = 0; i < 22; ++i) {
            proposeAs(seats[0], 1);
        }
        bytes memory tooMany = abi.encodeWithSelector(Fund.Fund_TooManyUnsettled.selector);
        expectProposeError(alice, 1, PURPOSE, DOCUMENT, tooMany);
        vm.assertEq(proposeAs(seats[1], 1), 23);
        vm.warp(expiresAt);
        vm.assertEq(proposeAs(seats[0], 1), 24);
    }

    function test_Propose_HasRoomAgainWhenOneIsSettled() public {
        for (uint256 i = 0; i < 64; ++i) {
            proposeAs(seats[i % 3], 1);
        }
        reject(seats[0], 7);
        reject(seats[1], 7);
        vm.assertEq(propose(1), 65);
    }

    function test_Comment_ByAnyone() public {
        propose(1);
        vm.expectEmit(address(operationFund));
        emit Fund.ReleaseCommented(1, stranger, "Too much.");
        vm.prank(stranger);
        operationFund.comment(1, "Too much.");
        vm.expectRevert(textLengthInvalid(0));
        operationFund.comment(1, "");
        vm.expectRevert(textLengthInvalid(1025));
        operationFund.comment(1, string(new bytes(1025)));
    }

    function test_Approve_Counts() public {
        propose(1);
        vm.expectEmit(address(operationFund));
        emit Fund.ReleaseApproved(1, seats[0], 1, 2);
        approve(seats[0], 1);
        expectState(1, Fund.State.Open);
        vm.prank(seats[0]);
        vm.expectRevert(abi.encodeWithSelector(Fund.Fund_AlreadyDone.selector, 1, seats[0]));
        operationFund.approve(1);
        vm.expectEmit(address(operationFund));
        emit Fund.ReleaseApproved(1, seats[1], 2, 2);
        approve(seats[1], 1);
        expectState(1, Fund.State.Approved);
        vm.assertEq(operationFund.approversOf(1).length, 2);

        // A seat may change its mind until it is paid.
        reject(seats[1], 1);
        expectState(1, Fund.State.Open);
        vm.assertEq(operationFund.approvalsOf(1), 1);
        vm.assertEq(operationFund.rejectersOf(1)[0], seats[1]);
        approve(seats[1], 1);
        vm.assertEq(operationFund.rejectersOf(1).length, 0);
        expectState(1, Fund.State.Approved);
    }

    function test_Approve_RevertWhen_CallerIsNoSeat() public {
        propose(1);
        vm.prank(stranger);
        vm.expectRevert(notSeat(stranger));
        operationFund.approve(1);
        vm.prank(stranger);
        vm.expectRevert(notSeat(stranger));
        operationFund.reject(1);
    }

    function test_Reject_SettlesWhenTheOthersAreTooFew() public {
        propose(1);
        approve(seats[2], 1);
        vm.expectEmit(address(operationFund));
        emit Fund.ReleaseRejected(1, seats[0], 1);
        reject(seats[0], 1);
        expectState(1, Fund.State.Open);
        vm.prank(seats[0]);
        vm.expectRevert(abi.encodeWithSelector(Fund.Fund_AlreadyDone.selector, 1, seats[0]));
        operationFund.reject(1);
        reject(seats[1], 1);
        expectState(1, Fund.State.Rejected);
        vm.assertEq(operationFund.getRelease(1).rejectedAt, DEADLINE);
        vm.assertEq(operationFund.unsettled().length, 0);
        expectSettled(1, Fund.State.Rejected);
    }

    function test_Pay_OnceApprovedAndTheCommentsAreOver() public {
        propose(5e18);
        approve(seats[0], 1);
        vm.warp(payableAt);
        expectNotApproved(1, 1);
        approve(seats[2], 1);
        vm.warp(payableAt - 1);
        vm.expectRevert(abi.encodeWithSelector(Fund.Fund_CommentsOpen.selector, 1, payableAt));
        operationFund.pay(1);
        vm.warp(payableAt);
        vm.expectEmit(address(operationFund));
        emit Fund.ReleasePaid(1, alice, 5e18);
        vm.prank(stranger);
        operationFund.pay(1);
        vm.assertEq(token.balanceOf(alice), 5e18);
        vm.assertEq(operationFund.released(), 5e18);
        vm.assertEq(operationFund.remaining(), 80_000_000e18 - 5e18);
        vm.assertEq(operationFund.getRelease(1).paidAt, payableAt);
        expectState(1, Fund.State.Paid);
        expectSettled(1, Fund.State.Paid);
    }

    function test_Pay_RevertWhen_ItHasExpired() public {
        propose(5e18);
        approve(seats[0], 1);
        approve(seats[1], 1);
        vm.warp(expiresAt - 1);
        expectState(1, Fund.State.Approved);
        vm.warp(expiresAt);
        expectSettled(1, Fund.State.Expired);
        vm.assertEq(operationFund.releasableNow(), 0);
    }

    function test_Pay_RevertWhen_AnApproverHasLostItsSeat() public {
        propose(5e18);
        approve(seats[0], 1);
        approve(seats[1], 1);
        expectState(1, Fund.State.Approved);
        seat(seats[0], seats[2], carol);
        vm.warp(payableAt);
        expectState(1, Fund.State.Open);
        expectNotApproved(1, 1);
        vm.assertEq(operationFund.approversOf(1).length, 2, "no longer readable");
        approve(carol, 1);
        operationFund.pay(1);
    }

    function test_Pay_RevertWhen_ReleaseIsUnknown() public {
        uint256[2] memory ids = [uint256(0), 1];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory unknown = abi.encodeWithSelector(Fund.Fund_UnknownRelease.selector, ids[i]);
            vm.expectRevert(unknown);
            operationFund.pay(ids[i]);
            vm.expectRevert(unknown);
            operationFund.comment(ids[i], "text");
            vm.expectRevert(unknown);
            operationFund.getRelease(ids[i]);
            vm.startPrank(seats[0]);
            vm.expectRevert(unknown);
            operationFund.approve(ids[i]);
            vm.expectRevert(unknown);
            operationFund.reject(ids[i]);
            vm.stopPrank();
        }
    }

    function test_Pay_RevertWhen_TheFundHasLess() public {
        uint256 first = propose(50_000_000e18);
        uint256 second = propose(30_000_000e18 + 1);
        uint256 third = propose(30_000_000e18);
        for (uint256 id = first; id <= third; ++id) {
            approve(seats[0], id);
            approve(seats[1], id);
        }
        vm.warp(payableAt);
        vm.assertEq(operationFund.releasableNow(), 80_000_000e18);
        operationFund.pay(first);
        vm.assertEq(operationFund.releasableNow(), 30_000_000e18);
        vm.expectRevert(
            abi.encodeWithSelector(Fund.Fund_NotEnough.selector, second, 30_000_000e18, 30_000_000e18 + 1)
        );
        operationFund.pay(second);
        operationFund.pay(third);
        vm.assertEq(operationFund.remaining(), 0);
        vm.assertEq(operationFund.releasableNow(), 0);
        vm.assertEq(token.balanceOf(address(operationFund)), 0);
    }

    function test_ReleasableNow_LeavesOutWhatIsTooMuch() public {
        propose(80_000_000e18 + 1);
        approve(seats[0], 1);
        approve(seats[1], 1);
        expectNext(0, 0);
        vm.warp(payableAt);
        vm.assertEq(operationFund.releasableNow(), 0);
    }

    function test_Gift_IsNeverPaid() public {
        uint256 first = propose(80_000_000e18);
        uint256 second = propose(1);
        for (uint256 id = first; id <= second; ++id) {
            approve(seats[0], id);
            approve(seats[1], id);
        }
        vm.warp(payableAt);
        operationFund.pay(first);
        vm.prank(alice);
        token.transfer(address(operationFund), 7e18);
        vm.expectRevert(abi.encodeWithSelector(Fund.Fund_NotEnough.selector, second, 0, 1));
        operationFund.pay(second);
        vm.assertEq(operationFund.total(), 80_000_000e18);
        vm.assertEq(operationFund.released(), 80_000_000e18);
    }

    function test_NextRelease_IsWhenCommentsEnd() public {
        expectNext(0, 0);
        propose(2e18);
        propose(3e18);
        vm.warp(DEADLINE + 10);
        propose(4e18);
        propose(9e18);
        expectNext(0, 0);
        // The later one first in the list, so that the earlier has to be found.
        approve(seats[0], 3);
        approve(seats[1], 3);
        expectNext(payableAt + 10, 4e18);
        for (uint256 id = 1; id <= 2; ++id) {
            approve(seats[0], id);
            approve(seats[1], id);
        }
        expectNext(payableAt, 5e18);
        vm.assertEq(operationFund.releasableNow(), 0);
        vm.warp(payableAt);
        expectNext(payableAt + 10, 4e18);
        vm.assertEq(operationFund.releasableNow(), 5e18);
        operationFund.pay(1);
        vm.assertEq(operationFund.releasableNow(), 3e18);
    }

    function test_NextRelease_FindsAnEarlierOneBehindALaterOne() public {
        propose(1e18);
        vm.warp(DEADLINE + 10);
        propose(2e18);
        reject(seats[0], 1);
        reject(seats[1], 1);
        vm.warp(DEADLINE);
        propose(4e18);
        for (uint256 id = 2; id <= 3; ++id) {
            approve(seats[0], id);
            approve(seats[1], id);
        }
        expectNext(payableAt, 4e18);
    }

    function test_FoundationAwards_PayWhatWasReleased() public {
        vm.startPrank(seats[0]);
        foundationAwards.propose(alice, 8_000_000e18, "An award", DOCUMENT);
        foundationAwards.approve(1);
        vm.stopPrank();
        vm.prank(seats[1]);
        foundationAwards.approve(1);
        vm.warp(payableAt);
        vm.expectRevert(abi.encodeWithSelector(Fund.Fund_NotEnough.selector, 1, 0, 8_000_000e18));
        foundationAwards.pay(1);
        vm.assertEq(foundationAwards.total(), 0);

        // Tuesday, 15 April 2031: two tranches are due.
        vm.warp(1_934_006_400);
        foundationVesting.release();
        vm.assertEq(foundationAwards.total(), 16_000_000e18);
        vm.assertEq(foundationAwards.remaining(), 16_000_000e18);
        vm.startPrank(seats[0]);
        foundationAwards.propose(alice, 9_000_000e18, "An award", DOCUMENT);
        foundationAwards.approve(2);
        vm.stopPrank();
        vm.prank(seats[1]);
        foundationAwards.approve(2);
        vm.warp(1_934_006_400 + COMMENT_SECONDS);
        foundationAwards.pay(2);
        vm.assertEq(token.balanceOf(alice), 9_000_000e18);
        vm.assertEq(foundationAwards.total(), 16_000_000e18);
        vm.assertEq(foundationAwards.released(), 9_000_000e18);
    }

    /// @dev The same contracts on the first day.
    function setUpUnlaunched() private {
        super.setUp();
    }

    function propose(uint256 amount) private returns (uint256) {
        return proposeAs(seats[0], amount);
    }

    function proposeAs(address proposer, uint256 amount) private returns (uint256) {
        vm.prank(proposer);
        return operationFund.propose(alice, amount, PURPOSE, DOCUMENT);
    }

    function approve(address account, uint256 id) private {
        vm.prank(account);
        operationFund.approve(id);
    }

    function reject(address account, uint256 id) private {
        vm.prank(account);
        operationFund.reject(id);
    }

    /// @dev Gives the council three other seats, as the steward may.
    function seat(address first, address second, address third) private {
        address[] memory accounts = new address[](3);
        (accounts[0], accounts[1], accounts[2]) = (first, second, third);
        vm.prank(members.steward());
        council.setSeats(accounts, 2);
    }

    function expectProposeError(
        address recipient,
        uint256 amount,
        string memory purpose,
        bytes32 documentHash,
        bytes memory revertData
    ) private {
        vm.prank(seats[0]);
        vm.expectRevert(revertData);
        operationFund.propose(recipient, amount, purpose, documentHash);
    }

    function expectState(uint256 id, Fund.State state) private view {
        vm.assertTrue(operationFund.stateOf(id) == state, "another state");
    }

    function expectSettled(uint256 id, Fund.State state) private {
        bytes memory settled = abi.encodeWithSelector(Fund.Fund_Settled.selector, id, state);
        vm.expectRevert(settled);
        operationFund.pay(id);
        vm.expectRevert(settled);
        operationFund.comment(id, "text");
        vm.startPrank(seats[2]);
        vm.expectRevert(settled);
        operationFund.approve(id);
        vm.expectRevert(settled);
        operationFund.reject(id);
        vm.stopPrank();
    }

    function expectNotApproved(uint256 id, uint256 approvals) private {
        vm.expectRevert(abi.encodeWithSelector(Fund.Fund_NotApproved.selector, id, approvals, 2));
        operationFund.pay(id);
    }

    function expectNext(uint64 expectedAt, uint256 expectedAmount) private view {
        (uint64 dueAt, uint256 amount) = operationFund.nextRelease();
        vm.assertEq(dueAt, expectedAt);
        vm.assertEq(amount, expectedAmount);
    }

    function notSeat(address account) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Fund.Fund_NotSeat.selector, account);
    }

    function textLengthInvalid(uint256 length) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Fund.Fund_TextLengthInvalid.selector, length);
    }
}

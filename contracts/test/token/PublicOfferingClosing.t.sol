// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PublicOfferingTerms} from "../../src/token/PublicOfferingTerms.sol";
import {TokenSetup} from "./TokenSetup.sol";

/// @dev The branches of PublicOffering.tree from claims to the launch.
contract PublicOfferingClosingTest is TokenSetup {
    function test_Buy_IsAClaimUntilTheMinimumIsMet() public {
        publish(0, minimumTerms());
        vm.expectEmit(address(offering));
        emit PublicOfferingTerms.Bought(0, alice, 600_000e18, 1200e18, false);
        buy(alice, 0, 600_000e18);
        vm.assertEq(token.balanceOf(alice), 0);
        vm.assertEq(offering.purchaseOf(0, alice).owed, 600_000e18);
        vm.assertEq(offering.roundOf(0).owed, 600_000e18);
        vm.assertEq(offering.roundOf(0).isMinimumMet, false);
        vm.assertEq(offering.released(), 0);
        vm.assertEq(offering.releasableNow(), 79_400_000e18, "no claim can be delivered");
        expectNothingToClaim(0, alice);
        expectNothingToCollect(0);

        vm.expectEmit(address(offering));
        emit PublicOfferingTerms.Bought(0, bob, 400_000e18, 800e18, true);
        vm.expectEmit(address(offering));
        emit PublicOfferingTerms.MinimumMet(0);
        buy(bob, 0, 400_000e18);
        vm.assertEq(token.balanceOf(bob), 400_000e18);
        vm.assertEq(offering.purchaseOf(0, bob).owed, 0);
        vm.assertEq(offering.releasableNow(), 79_600_000e18, "claims can be delivered");
        buy(carol, 0, 1e18);
        vm.assertEq(token.balanceOf(carol), 1e18, "not delivered at once");
    }

    function test_Claim_DeliversOnceToTheBuyer() public {
        publish(0, minimumTerms());
        buy(alice, 0, 600_000e18);
        buy(bob, 0, 400_000e18);
        vm.expectEmit(address(offering));
        emit PublicOfferingTerms.Claimed(0, alice, 600_000e18);
        vm.prank(stranger);
        vm.assertEq(offering.claim(0, alice), 600_000e18);
        vm.assertEq(token.balanceOf(alice), 600_000e18);
        vm.assertEq(token.balanceOf(stranger), 0);
        vm.assertEq(offering.released(), 1_000_000e18);
        vm.assertEq(offering.roundOf(0).owed, 0);
        expectNothingToClaim(0, alice);
        expectNothingToClaim(0, bob);
        expectNothingToClaim(1, alice);
        vm.expectRevert(unknown(3));
        offering.claim(3, alice);
    }

    function test_Claim_IsThereAfterTheLaunchToo() public {
        publish(0, minimumTerms());
        buy(alice, 0, 600_000e18);
        buy(bob, 0, 400_000e18);
        launch();
        vm.assertEq(token.balanceOf(address(offering)), 600_000e18);
        vm.assertEq(offering.total(), 1_000_000e18);
        vm.assertEq(offering.released(), 400_000e18);
        vm.assertEq(offering.releasableNow(), 600_000e18);
        offering.claim(0, alice);
        vm.assertEq(offering.released(), 1_000_000e18);
        vm.assertEq(token.balanceOf(address(offering)), 0);
    }

    function test_Refund_PaysBackWhatWasPaid() public {
        publish(0, minimumTerms());
        buy(alice, 0, 600_000e18);
        buy(alice, 0, 1);
        buy(bob, 0, 5);
        vm.expectRevert(notOver(0));
        offering.refund(0, alice);

        vm.warp(GENESIS_TIME + 30 days);
        vm.expectEmit(address(offering));
        emit PublicOfferingTerms.RoundClosed(0, 600_000e18 + 6, true, 80_000_000e18);
        vm.expectEmit(address(offering));
        emit PublicOfferingTerms.Refunded(0, alice, 1200e18 + 1);
        vm.prank(stranger);
        vm.assertEq(offering.refund(0, alice), 1200e18 + 1);
        vm.assertEq(alice.balance, 1200e18 + 1);
        vm.assertEq(offering.purchaseOf(0, alice).bought, 0);
        vm.assertEq(offering.roundOf(0).paidOut, 1200e18 + 1);
        vm.assertEq(offering.roundOf(0).owed, 5);
        vm.assertEq(offering.roundOf(0).isFailed, true);
        vm.assertEq(offering.roundOf(0).rolledOn, 80_000_000e18);
        expectNothingToRefund(0, alice);
        expectNothingToRefund(0, carol);
        expectNothingToClaim(0, bob);
        expectNothingToCollect(0);

        offering.refund(0, bob);
        vm.assertEq(address(offering).balance, 0);
        vm.expectRevert(unknown(3));
        offering.refund(3, alice);
    }

    function test_Refund_PaysBackInThePaymentToken() public {
        PublicOfferingTerms.RoundTerms memory terms = tokenTerms();
        terms.minimum = 100e18;
        publish(0, terms);
        payment.mint(alice, 50e6);
        vm.startPrank(alice);
        payment.approve(address(offering), 50e6);
        offering.buy(0, 25e18, 50e6, new bytes32[](0));
        vm.stopPrank();
        vm.warp(terms.closesAt);
        offering.closeRound(0);
        offering.refund(0, alice);
        vm.assertEq(payment.balanceOf(alice), 50e6);
        vm.assertEq(payment.balanceOf(address(offering)), 0);
    }

    function test_Refund_RevertWhen_TheMinimumWasMet() public {
        publish(0, minimumTerms());
        buy(alice, 0, 600_000e18);
        buy(bob, 0, 400_000e18);
        vm.warp(GENESIS_TIME + 30 days);
        offering.closeRound(0);
        expectNothingToRefund(0, alice);
        vm.assertEq(offering.roundOf(0).isFailed, false);
        vm.assertEq(offering.roundOf(0).rolledOn, 79_000_000e18);
    }

    function test_CloseRound_RollsOnWhatIsUnsold() public {
        publish(0, coinTerms());
        buy(alice, 0, 30_000_000e18);
        vm.expectRevert(notOver(0));
        offering.closeRound(0);
        vm.warp(GENESIS_TIME + 30 days - 1);
        vm.expectRevert(notOver(0));
        offering.closeRound(0);
        vm.warp(GENESIS_TIME + 30 days);
        vm.expectEmit(address(offering));
        emit PublicOfferingTerms.RoundClosed(0, 30_000_000e18, false, 50_000_000e18);
        offering.closeRound(0);
        vm.assertEq(offering.roundOf(0).closedAt, GENESIS_TIME + 30 days);
        vm.assertEq(offering.roundOf(1).available, 120_000_000e18);
        vm.assertEq(offering.roundOf(2).available, 50_000_000e18);
        vm.expectRevert(abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_AlreadyClosed.selector, 0));
        offering.closeRound(0);
        vm.expectRevert(notOver(1));
        offering.closeRound(2);
        vm.expectRevert(unknown(3));
        offering.closeRound(3);
    }

    function test_CloseRound_ClosesThoseBeforeItAtTheDeadline() public {
        publish(0, coinTerms());
        vm.warp(DEADLINE - 1);
        vm.expectRevert(notOver(1));
        offering.closeRound(1);
        vm.warp(DEADLINE);
        vm.assertTrue(offering.roundOf(1).state == PublicOfferingTerms.RoundState.Over, "over");
        offering.closeRound(1);
        vm.assertEq(offering.roundOf(0).rolledOn, 80_000_000e18);
        vm.assertEq(offering.roundOf(1).rolledOn, 150_000_000e18);
        vm.assertEq(offering.roundOf(2).available, 200_000_000e18);
        vm.assertEq(offering.roundOf(2).closedAt, 0);
    }

    function test_CollectProceeds_SendsWhatIsNew() public {
        publish(0, coinTerms());
        buy(alice, 0, 5e18);
        vm.expectEmit(address(offering));
        emit PublicOfferingTerms.ProceedsCollected(0, proceedsRecipient, address(0), 0.01e18);
        vm.prank(stranger);
        vm.assertEq(offering.collectProceeds(0), 0.01e18);
        vm.assertEq(proceedsRecipient.balance, 0.01e18);
        expectNothingToCollect(0);
        expectNothingToCollect(1);
        buy(alice, 0, 1);
        offering.collectProceeds(0);
        vm.assertEq(proceedsRecipient.balance, 0.01e18 + 1);
        vm.assertEq(offering.roundOf(0).paidOut, 0.01e18 + 1);
        vm.expectRevert(unknown(3));
        offering.collectProceeds(3);
    }

    function test_CollectProceeds_SendsThePaymentTokenOnceTheMinimumIsMet() public {
        PublicOfferingTerms.RoundTerms memory terms = tokenTerms();
        terms.minimum = 25e18;
        publish(0, terms);
        payment.mint(alice, 50e6);
        vm.startPrank(alice);
        payment.approve(address(offering), 50e6);
        offering.buy(0, 24e18, 48e6, new bytes32[](0));
        expectNothingToCollect(0);
        vm.startPrank(alice);
        offering.buy(0, 1e18, 2e6, new bytes32[](0));
        vm.stopPrank();
        offering.collectProceeds(0);
        vm.assertEq(payment.balanceOf(proceedsRecipient), 50e6);
    }

    function test_Launch_GivesTheRestToTheMiningReserve() public {
        publish(0, coinTerms());
        buy(alice, 0, 80_000_000e18 - 5);
        vm.assertEq(offering.total(), 200_000_000e18);
        vm.warp(DEADLINE - 1);
        vm.expectRevert(notOver(1));
        offering.launch();

        vm.warp(DEADLINE);
        vm.expectEmit(address(offering));
        emit PublicOfferingTerms.Launched(DEADLINE, 120_000_000e18 + 5);
        offering.launch();
        vm.assertEq(offering.launchedAt(), DEADLINE);
        vm.assertEq(offering.total(), 80_000_000e18 - 5);
        vm.assertEq(offering.released(), 80_000_000e18 - 5);
        vm.assertEq(offering.releasableNow(), 0);
        vm.assertEq(token.balanceOf(address(offering)), 0);
        vm.assertEq(token.balanceOf(address(miningReserve)), 456_000_000e18 + 5);
        vm.assertEq(miningReserve.total(), 456_000_000e18 + 5);

        vm.expectRevert(abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_AlreadyLaunched.selector));
        offering.launch();
    }

    function test_Launch_MayComeBeforeTheDeadlineWhenAllIsSold() public {
        for (uint256 round = 0; round < 3; ++round) {
            publish(round, coinTerms());
            buy(alice, round, offering.amountOf(round));
            if (round < 2) {
                offering.closeRound(round);
                vm.expectRevert(notOver(round + 1));
                offering.launch();
            }
        }
        offering.launch();
        vm.assertEq(offering.launchedAt(), GENESIS_TIME);
        vm.assertEq(token.balanceOf(alice), 200_000_000e18);
        vm.assertEq(miningReserve.total(), 336_000_000e18);
        vm.assertEq(offering.total(), 200_000_000e18);
    }

    function test_NextRelease_IsTheNextOpening() public {
        (uint64 dueAt, uint256 amount) = offering.nextRelease();
        vm.assertEq(dueAt, 0);
        vm.assertEq(amount, 0);
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.opensAt += 10;
        publish(0, terms);
        (dueAt, amount) = offering.nextRelease();
        vm.assertEq(dueAt, terms.opensAt);
        vm.assertEq(amount, 80_000_000e18);
        vm.assertEq(offering.releasableNow(), 0);
        vm.warp(terms.opensAt);
        (dueAt, amount) = offering.nextRelease();
        vm.assertEq(dueAt, 0);

        terms.opensAt = terms.closesAt;
        terms.closesAt += 1 days;
        publish(1, terms);
        (dueAt, amount) = offering.nextRelease();
        vm.assertEq(dueAt, terms.opensAt);
        vm.assertEq(amount, 70_000_000e18);
    }

    function unknown(uint256 round) private pure returns (bytes memory) {
        return abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_UnknownRound.selector, round);
    }

    function notOver(uint256 round) private pure returns (bytes memory) {
        return abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NotOver.selector, round);
    }

    function expectNothingToClaim(uint256 round, address buyer) private {
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NothingToClaim.selector, round, buyer)
        );
        offering.claim(round, buyer);
    }

    function expectNothingToRefund(uint256 round, address buyer) private {
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NothingToRefund.selector, round, buyer)
        );
        offering.refund(round, buyer);
    }

    function expectNothingToCollect(uint256 round) private {
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NothingToCollect.selector, round)
        );
        offering.collectProceeds(round);
    }
}

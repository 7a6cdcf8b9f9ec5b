// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAllocation} from "../../src/token/IAllocation.sol";
import {PublicOfferingTerms} from "../../src/token/PublicOfferingTerms.sol";
import {RewardsPayer} from "./RewardsPayer.sol";
import {TokenActors} from "./TokenActors.sol";
import {TokenSetup} from "./TokenSetup.sol";

/// @dev Starts 100 days before the offering's deadline.
contract TokenInvariantTest is TokenSetup {
    TokenActors private actors;

    function setUp() public override {
        super.setUp();
        vm.warp(DEADLINE - 100 days);
        RewardsPayer payer = new RewardsPayer(miningReserve);
        vm.prank(address(timelock));
        miningReserve.setDistributor(address(payer));
        actors = new TokenActors(
            vm,
            TokenActors.Contracts({
                token: token,
                offering: offering,
                technologyVesting: technologyVesting,
                foundationVesting: foundationVesting,
                operationFund: operationFund,
                foundationAwards: foundationAwards,
                miningReserve: miningReserve,
                council: council,
                payment: payment,
                payer: payer,
                steward: members.steward()
            })
        );
        actors.seat(3);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(actors);
    }

    /// forge-config: deep.invariant.runs = 512
    function invariant_EveryUnitIsAccountedFor() public view {
        vm.assertEq(actors.breach(), "");
        checkSupply();
        checkAllocations();
        checkSchedules();
        checkOffering();
    }

    /// @dev Whatever came before: everything that can be released can, and the schedules end at exactly zero.
    function afterInvariant() public {
        if (offering.launchedAt() == 0) {
            if (vm.getBlockTimestamp() < DEADLINE) vm.warp(DEADLINE);
            actors.launch();
        }
        if (vm.getBlockTimestamp() < actors.technologyDates(3)) vm.warp(actors.technologyDates(3));
        if (technologyVesting.releasableNow() != 0) technologyVesting.release();
        if (foundationVesting.releasableNow() != 0) foundationVesting.release();
        settleOffering();
        invariant_EveryUnitIsAccountedFor();
        vm.assertEq(technologyVesting.released(), 64_000_000e18, "technology");
        vm.assertEq(foundationVesting.released(), 120_000_000e18, "foundation");
        IAllocation[3] memory finished = [IAllocation(offering), technologyVesting, foundationVesting];
        for (uint256 i = 0; i < 3; ++i) {
            vm.assertEq(finished[i].released(), finished[i].total(), "not all released");
            vm.assertEq(finished[i].releasableNow(), 0, "more is releasable");
            vm.assertEq(
                token.balanceOf(address(finished[i])), actors.giftsTo(address(finished[i])), "not zero"
            );
        }
        vm.assertEq(address(offering).balance, 0, "coin is left");
        vm.assertEq(payment.balanceOf(address(offering)), 0, "payment is left");
    }

    /// @dev Delivers every claim, pays back every failed purchase and collects all proceeds.
    function settleOffering() private {
        for (uint256 round = 0; round < 3; ++round) {
            for (uint256 i = 0; i < 3; ++i) {
                address buyer = actors.buyers(i);
                PublicOfferingTerms.Purchase memory purchase = offering.purchaseOf(round, buyer);
                if (offering.roundOf(round).isFailed) {
                    if (purchase.paid != 0) offering.refund(round, buyer);
                } else if (purchase.owed != 0) {
                    offering.claim(round, buyer);
                }
            }
            PublicOfferingTerms.Round memory data = offering.roundOf(round);
            if (!data.isFailed && data.raised != data.paidOut) offering.collectProceeds(round);
        }
    }

    function checkSupply() private view {
        uint256 supply = token.totalSupply();
        vm.assertTrue(supply <= SUPPLY, "more than 800,000,000");
        vm.assertEq(supply, SUPPLY - actors.burned(), "supply");
        uint256 held = token.balanceOf(technologyBeneficiary) + token.balanceOf(actors.receiver())
            + token.balanceOf(address(foundationAwards));
        for (uint256 i = 0; i < 3; ++i) {
            held += token.balanceOf(actors.buyers(i));
        }
        IAllocation[5] memory allocations = allAllocations();
        for (uint256 i = 0; i < 5; ++i) {
            held += token.balanceOf(address(allocations[i]));
        }
        vm.assertEq(held, supply, "somebody else holds some");
    }

    /// @dev What contracts hold, what was released and what was burned: all of it, and no unit more.
    function checkAllocations() private view {
        IAllocation[5] memory allocations = allAllocations();
        uint256 totals;
        for (uint256 i = 0; i < 5; ++i) {
            address allocation = address(allocations[i]);
            uint256 total = allocations[i].total();
            uint256 released = allocations[i].released();
            totals += total;
            vm.assertTrue(released + allocations[i].releasableNow() <= total, "more than its part");
            vm.assertEq(token.balanceOf(allocation), total - released + actors.giftsTo(allocation), "balance");
        }
        vm.assertEq(totals, SUPPLY, "the parts are not the whole");
        vm.assertEq(operationFund.released(), actors.paidFromOperation(), "operation");
        vm.assertEq(foundationAwards.released(), actors.paidFromAwards(), "awards");
        vm.assertEq(
            foundationVesting.released(),
            foundationAwards.released() + token.balanceOf(address(foundationAwards)),
            "the foundation took more than its awards"
        );
    }

    /// @dev Nothing is released early by a second, and no role takes more than its schedule.
    function checkSchedules() private view {
        uint256 due = actors.technologyDue();
        vm.assertTrue(technologyVesting.released() <= due, "technology too early");
        vm.assertEq(technologyVesting.released() + technologyVesting.releasableNow(), due, "technology");
        vm.assertEq(technologyVesting.released(), token.balanceOf(technologyBeneficiary), "beneficiary");
        due = actors.foundationDue();
        vm.assertTrue(foundationVesting.released() <= due, "foundation too early");
        vm.assertEq(foundationVesting.released() + foundationVesting.releasableNow(), due, "foundation");

        uint64 launchedAt = offering.launchedAt();
        vm.assertEq(miningReserve.released(), actors.rewardsPaid(), "rewards");
        if (launchedAt == 0) {
            vm.assertEq(
                miningReserve.released() + operationFund.released() + foundationVesting.released(),
                0,
                "too early"
            );
            return;
        }
        uint256 epoch = (block.timestamp - launchedAt) / 604_800;
        uint256 cap = miningReserve.total() / 416;
        uint256 caps;
        for (uint256 era = 0; era <= epoch / 208; ++era) {
            uint256 epochs = era < epoch / 208 ? 208 : epoch % 208 + 1;
            caps += epochs * (cap / 2 ** era);
        }
        vm.assertTrue(miningReserve.released() <= caps, "more rewards than caps");
        vm.assertTrue(actors.rewardsIn(epoch) <= cap / 2 ** (epoch / 208), "more rewards than the week's cap");
    }

    /// @dev The offering can pay back everybody, and deliver to everybody.
    function checkOffering() private view {
        uint256 coin;
        uint256 tokens;
        uint256 owed;
        for (uint256 round = 0; round < 3; ++round) {
            PublicOfferingTerms.Round memory data = offering.roundOf(round);
            owed += data.isFailed ? 0 : data.owed;
            if (data.terms.paymentToken == address(0)) coin += data.raised - data.paidOut;
            else tokens += data.raised - data.paidOut;
            uint256 paid;
            uint256 bought;
            for (uint256 i = 0; i < 3; ++i) {
                PublicOfferingTerms.Purchase memory purchase = offering.purchaseOf(round, actors.buyers(i));
                paid += purchase.paid;
                bought += purchase.bought;
            }
            if (data.isFailed || !data.isMinimumMet) {
                vm.assertEq(paid, data.raised - data.paidOut, "cannot pay everybody back");
            } else {
                vm.assertEq(bought, data.sold, "sold to somebody else");
            }
            vm.assertTrue(data.sold <= data.available, "sold more than there was");
        }
        vm.assertEq(address(offering).balance, coin, "coin");
        vm.assertEq(payment.balanceOf(address(offering)), tokens, "payment");
        vm.assertTrue(token.balanceOf(address(offering)) >= owed, "cannot deliver to everybody");
    }

    function allAllocations() private view returns (IAllocation[5] memory) {
        return [IAllocation(offering), technologyVesting, foundationVesting, operationFund, miningReserve];
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PublicOffering} from "../../src/token/PublicOffering.sol";
import {PublicOfferingTerms} from "../../src/token/PublicOfferingTerms.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {TokenDeployment} from "../support/TokenDeployment.sol";
import {PaymentToken} from "./PaymentTokens.sol";

/// @title DATR and its allocations, as a server founds them, and rounds to buy in
abstract contract TokenSetup is ContractTest, TokenDeployment {
    /// @dev Friday, 15 January 2027, 08:00:00 UTC.
    uint64 internal constant DEADLINE = 1_800_000_000;
    uint64 internal constant COMMENT_SECONDS = 7 days;
    uint256 internal constant SUPPLY = 800_000_000e18;
    /// @dev Smallest units of the coin for 1 DATR.
    uint256 internal constant PRICE = 0.002e18;

    address internal carol = makeAccount("carol");
    address internal technologyBeneficiary = makeAccount("technology's beneficiary");
    address internal proceedsRecipient = makeAccount("recipient of proceeds");

    PaymentToken internal payment;

    function setUp() public virtual override {
        super.setUp();
        deployToken(
            TokenTerms({
                technologyBeneficiary: technologyBeneficiary,
                proceedsRecipient: proceedsRecipient,
                offeringDeadline: DEADLINE,
                commentPeriodSeconds: COMMENT_SECONDS
            })
        );
        payment = new PaymentToken();
    }

    /// @dev A round that opens now, for 30 days, paid in the coin, without limit, list and minimum.
    function coinTerms() internal view returns (PublicOfferingTerms.RoundTerms memory) {
        uint64 opensAt = uint64(vm.getBlockTimestamp());
        return PublicOfferingTerms.RoundTerms({
            opensAt: opensAt,
            closesAt: opensAt + 30 days,
            paymentToken: address(0),
            price: PRICE,
            buyerMax: 0,
            allowListRoot: 0,
            minimum: 0
        });
    }

    /// @dev The same, paid in the payment token at 2 of it for 1 DATR.
    function tokenTerms() internal view returns (PublicOfferingTerms.RoundTerms memory terms) {
        terms = coinTerms();
        terms.paymentToken = address(payment);
        terms.price = 2e6;
    }

    /// @dev The same as in the coin, with a minimum of 1,000,000 DATR.
    function minimumTerms() internal view returns (PublicOfferingTerms.RoundTerms memory terms) {
        terms = coinTerms();
        terms.minimum = 1_000_000e18;
    }

    function publish(uint256 round, PublicOfferingTerms.RoundTerms memory terms) internal {
        councilCall(address(offering), abi.encodeCall(PublicOffering.publishRound, (round, terms)));
    }

    /// @dev Buys in a round paid in the coin.
    function buy(address buyer, uint256 round, uint256 amount) internal returns (uint256 cost) {
        cost = offering.costOf(round, amount);
        vm.deal(buyer, buyer.balance + cost);
        vm.prank(buyer);
        offering.buy{value: cost}(round, amount, cost, new bytes32[](0));
    }

    /// @dev Launches at a time from the deadline on, whatever became of the rounds.
    function launchAt(uint64 time) internal {
        vm.warp(time);
        offering.launch();
    }

    function launch() internal {
        launchAt(DEADLINE);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DATR} from "../../src/token/DATR.sol";
import {FoundationAwards} from "../../src/token/FoundationAwards.sol";
import {FoundationVesting} from "../../src/token/FoundationVesting.sol";
import {MiningReserve} from "../../src/token/MiningReserve.sol";
import {OperationFund} from "../../src/token/OperationFund.sol";
import {PublicOffering} from "../../src/token/PublicOffering.sol";
import {PublicOfferingTerms} from "../../src/token/PublicOfferingTerms.sol";
import {TechnologyVesting} from "../../src/token/TechnologyVesting.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {PaymentToken} from "./PaymentTokens.sol";

/// @title DATR and its allocations, as a server founds them, and rounds to buy in
abstract contract TokenSetup is ContractTest {
    /// @dev Friday, 15 January 2027, 08:00:00 UTC.
    uint64 internal constant DEADLINE = 1_800_000_000;
    uint64 internal constant COMMENT_SECONDS = 7 days;
    uint256 internal constant SUPPLY = 800_000_000e18;
    /// @dev Smallest units of the coin for 1 DATR.
    uint256 internal constant PRICE = 0.002e18;

    address internal carol = makeAccount("carol");
    address internal technologyBeneficiary = makeAccount("technology's beneficiary");
    address internal proceedsRecipient = makeAccount("recipient of proceeds");

    DATR internal datr;
    PublicOffering internal offering;
    TechnologyVesting internal technologyVesting;
    FoundationVesting internal foundationVesting;
    OperationFund internal operationFund;
    FoundationAwards internal foundationAwards;
    MiningReserve internal miningReserve;
    PaymentToken internal payment;

    function setUp() public virtual override {
        super.setUp();
        uint256 first = genesis.createdCount();
        offering = PublicOffering(genesis.addressAt(first));
        technologyVesting = TechnologyVesting(genesis.addressAt(first + 1));
        foundationVesting = FoundationVesting(genesis.addressAt(first + 2));
        operationFund = OperationFund(genesis.addressAt(first + 3));
        foundationAwards = FoundationAwards(genesis.addressAt(first + 4));
        miningReserve = MiningReserve(genesis.addressAt(first + 5));
        datr = DATR(genesis.addressAt(first + 6));
        vm.startPrank(foundation);
        createAllocations();
        vm.stopPrank();
        payment = new PaymentToken();
    }

    function createAllocations() private {
        create(
            type(PublicOffering).creationCode,
            abi.encode(datr, council, miningReserve, proceedsRecipient, DEADLINE)
        );
        create(type(TechnologyVesting).creationCode, abi.encode(datr, offering, technologyBeneficiary));
        create(type(FoundationVesting).creationCode, abi.encode(datr, offering, foundationAwards));
        create(type(OperationFund).creationCode, abi.encode(datr, offering, council, COMMENT_SECONDS));
        create(type(FoundationAwards).creationCode, abi.encode(datr, offering, council, COMMENT_SECONDS));
        create(type(MiningReserve).creationCode, abi.encode(datr, offering, timelock));
        create(
            type(DATR).creationCode,
            abi.encode(offering, technologyVesting, operationFund, foundationVesting, miningReserve)
        );
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

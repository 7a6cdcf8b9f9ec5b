// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PublicOffering} from "../../src/token/PublicOffering.sol";
import {PublicOfferingTerms} from "../../src/token/PublicOfferingTerms.sol";
import {AllowList} from "./AllowList.sol";
import {TokenSetup} from "./TokenSetup.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// @dev The branches of PublicOffering.tree up to buying; the rest stand in PublicOfferingClosing.t.sol.
contract PublicOfferingTest is TokenSetup {
    uint256 private constant OWNER_KEY = 0xb0b;
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    bytes32[] private noProof;

    function test_Constructor_KeepsWhatItWasGiven() public view {
        vm.assertEq(address(offering.token()), address(token));
        vm.assertEq(offering.council(), address(council));
        vm.assertEq(address(offering.miningReserve()), address(miningReserve));
        vm.assertEq(offering.proceedsRecipient(), proceedsRecipient);
        vm.assertEq(offering.deadline(), DEADLINE);
        vm.assertEq(offering.launchedAt(), 0);
        vm.assertEq(offering.amountOf(0), 80_000_000e18);
        vm.assertEq(offering.amountOf(1), 70_000_000e18);
        vm.assertEq(offering.amountOf(2), 50_000_000e18);
    }

    function test_Constructor_RevertWhen_RecipientIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_AddressZero.selector));
        new PublicOffering(token, address(council), miningReserve, address(0), DEADLINE);
    }

    function test_Constructor_RevertWhen_DeadlineHasPassed() public {
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_DeadlineInvalid.selector, GENESIS_TIME)
        );
        new PublicOffering(token, address(council), miningReserve, proceedsRecipient, GENESIS_TIME);
    }

    function test_Constructor_RevertWhen_DeadlineIsMoreThanTenYearsAway() public {
        uint64 latest = GENESIS_TIME + 3_653 days;
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_DeadlineInvalid.selector, latest + 1)
        );
        new PublicOffering(token, address(council), miningReserve, proceedsRecipient, latest + 1);
        new PublicOffering(token, address(council), miningReserve, proceedsRecipient, latest);
    }

    function test_PublishRound_StoresTheTerms() public {
        PublicOfferingTerms.RoundTerms memory terms = tokenTerms();
        terms.opensAt += 5;
        terms.buyerMax = 7e18;
        terms.allowListRoot = keccak256("root");
        terms.minimum = 80_000_000e18;
        vm.expectEmit(address(offering));
        emit PublicOfferingTerms.RoundPublished(0, terms);
        vm.prank(address(council));
        offering.publishRound(0, terms);
        PublicOfferingTerms.Round memory round = offering.roundOf(0);
        vm.assertEq(keccak256(abi.encode(round.terms)), keccak256(abi.encode(terms)));
        vm.assertTrue(round.state == PublicOfferingTerms.RoundState.Announced, "announced");
        vm.assertEq(round.available, 80_000_000e18);
        vm.assertEq(offering.publishedCount(), 1);
    }

    function test_PublishRound_RevertWhen_CallerIsNotTheCouncil() public {
        address[4] memory callers = [stranger, seats[0], foundation, address(timelock)];
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(
                abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NotCouncil.selector, callers[i])
            );
            offering.publishRound(0, terms);
        }
    }

    function test_PublishRound_RevertWhen_NotTheNext() public {
        expectPublishError(1, coinTerms(), notNext(1, 0));
        publish(0, coinTerms());
        expectPublishError(0, coinTerms(), notNext(0, 1));
        vm.warp(DEADLINE - 100);
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.closesAt = terms.opensAt + 10;
        publish(1, terms);
        terms.opensAt += 10;
        terms.closesAt += 10;
        publish(2, terms);
        expectPublishError(3, terms, notNext(3, 3));
    }

    function test_PublishRound_RevertWhen_TimesAreInvalid() public {
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        --terms.opensAt;
        expectTimesError(0, terms, GENESIS_TIME);
        terms = coinTerms();
        terms.closesAt = terms.opensAt;
        expectTimesError(0, terms, GENESIS_TIME);
        terms.closesAt = DEADLINE + 1;
        expectTimesError(0, terms, GENESIS_TIME);

        publish(0, coinTerms());
        terms = coinTerms();
        terms.opensAt += 30 days - 1;
        terms.closesAt = terms.opensAt + 30 days;
        expectTimesError(1, terms, GENESIS_TIME + 30 days);
        ++terms.opensAt;
        publish(1, terms);

        // Also a round that is long over and that nobody closed bounds the next by now only.
        vm.warp(terms.closesAt + 30 days);
        terms.opensAt = terms.closesAt + 30 days - 1;
        terms.closesAt = terms.opensAt + 30 days;
        expectTimesError(2, terms, terms.opensAt + 1);
    }

    function test_PublishRound_MayOpenAtOnceAfterASoldOutRound() public {
        publish(0, coinTerms());
        buy(alice, 0, 80_000_000e18);
        offering.closeRound(0);
        publish(1, coinTerms());
        vm.assertTrue(offering.roundOf(1).state == PublicOfferingTerms.RoundState.Open, "open");
        buy(alice, 1, 1e18);
    }

    function test_PublishRound_RevertWhen_PriceIsZero() public {
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.price = 0;
        expectPublishError(
            0, terms, abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_PriceZero.selector)
        );
    }

    function test_PublishRound_RevertWhen_PaymentTokenIsInvalid() public {
        address[2] memory tokens = [address(token), stranger];
        for (uint256 i = 0; i < tokens.length; ++i) {
            PublicOfferingTerms.RoundTerms memory terms = coinTerms();
            terms.paymentToken = tokens[i];
            expectPublishError(
                0,
                terms,
                abi.encodeWithSelector(
                    PublicOfferingTerms.PublicOffering_PaymentTokenInvalid.selector, tokens[i]
                )
            );
        }
    }

    function test_PublishRound_RevertWhen_MinimumIsMoreThanItBrings() public {
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.minimum = 80_000_000e18 + 1;
        expectPublishError(
            0,
            terms,
            abi.encodeWithSelector(
                PublicOfferingTerms.PublicOffering_MinimumInvalid.selector, terms.minimum, 80_000_000e18
            )
        );
    }

    function test_Buy_DeliversInTheSameTransaction() public {
        publish(0, coinTerms());
        vm.deal(alice, 1e18);
        vm.expectEmit(address(offering));
        emit PublicOfferingTerms.Bought(0, alice, 5e18, 0.01e18, true);
        vm.prank(alice);
        vm.assertEq(offering.buy{value: 0.01e18}(0, 5e18, 0.01e18, noProof), 0.01e18);

        vm.assertEq(token.balanceOf(alice), 5e18);
        vm.assertEq(alice.balance, 0.99e18);
        vm.assertEq(address(offering).balance, 0.01e18);
        vm.assertEq(offering.released(), 5e18);
        vm.assertEq(offering.releasableNow(), 80_000_000e18 - 5e18);
        PublicOfferingTerms.Purchase memory purchase = offering.purchaseOf(0, alice);
        vm.assertEq(purchase.bought, 5e18);
        vm.assertEq(purchase.owed, 0);
        vm.assertEq(purchase.paid, 0.01e18);
        PublicOfferingTerms.Round memory round = offering.roundOf(0);
        vm.assertEq(round.sold, 5e18);
        vm.assertEq(round.raised, 0.01e18);
        vm.assertTrue(round.isMinimumMet && !round.isFailed, "met");
    }

    function test_Buy_TakesAPaymentToken() public {
        publish(0, tokenTerms());
        payment.mint(alice, 100e6);
        vm.startPrank(alice);
        payment.approve(address(offering), 100e6);
        offering.buy(0, 10e18, 20e6, noProof);
        vm.stopPrank();
        vm.assertEq(payment.balanceOf(alice), 80e6);
        vm.assertEq(payment.balanceOf(address(offering)), 20e6);
        vm.assertEq(token.balanceOf(alice), 10e18);
    }

    function test_Buy_RevertWhen_RoundIsUnknown() public {
        bytes memory unknown =
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_UnknownRound.selector, 3);
        PublicOfferingTerms.PermitSignature memory permit;
        vm.expectRevert(unknown);
        offering.buy(3, 1e18, 1e18, noProof);
        vm.expectRevert(unknown);
        offering.buyWithPermit(3, 1e18, 1e18, noProof, permit);
        vm.expectRevert(unknown);
        offering.costOf(3, 1e18);
        vm.expectRevert(unknown);
        offering.amountOf(3);
        vm.expectRevert(unknown);
        offering.roundOf(3);
    }

    function test_Buy_RevertWhen_RoundIsNotOpen() public {
        expectNotOpen(0, PublicOfferingTerms.RoundState.Unpublished);
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.opensAt += 10;
        publish(0, terms);
        vm.warp(terms.opensAt - 1);
        expectNotOpen(0, PublicOfferingTerms.RoundState.Announced);
        vm.warp(terms.opensAt);
        buy(alice, 0, 1e18);
        vm.warp(terms.closesAt - 1);
        buy(alice, 0, 1e18);
        vm.warp(terms.closesAt);
        expectNotOpen(0, PublicOfferingTerms.RoundState.Over);
        offering.closeRound(0);
        expectNotOpen(0, PublicOfferingTerms.RoundState.Closed);
    }

    function test_Buy_RevertWhen_AmountIsZero() public {
        publish(0, coinTerms());
        expectBuyError(
            0, abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_AmountZero.selector), noProof
        );
    }

    function test_Buy_RevertWhen_LessIsLeft() public {
        publish(0, coinTerms());
        buy(alice, 0, 80_000_000e18 - 3);
        expectBuyError(
            4,
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NotEnoughLeft.selector, 0, 3, 4),
            noProof
        );
        buy(alice, 0, 3);
        expectNotOpen(0, PublicOfferingTerms.RoundState.Over);
    }

    function test_Buy_OffersWhatEarlierRoundsLeft() public {
        publish(0, coinTerms());
        buy(alice, 0, 10_000_000e18);
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.opensAt += 30 days;
        terms.closesAt = terms.opensAt + 1 days;
        publish(1, terms);
        vm.assertEq(offering.roundOf(1).available, 70_000_000e18, "before it is certain");
        vm.warp(terms.opensAt);
        vm.assertEq(offering.roundOf(1).available, 140_000_000e18);
        vm.assertEq(offering.roundOf(0).closedAt, 0);
        vm.assertEq(offering.releasableNow(), 140_000_000e18);

        buy(bob, 1, 140_000_000e18);
        vm.assertEq(offering.roundOf(0).closedAt, terms.opensAt, "closed by the purchase");
        vm.assertEq(offering.roundOf(0).rolledOn, 70_000_000e18);
        vm.assertEq(offering.roundOf(1).available, 140_000_000e18);
        vm.assertEq(token.balanceOf(bob), 140_000_000e18);
    }

    function test_Buy_TakesWhoIsOnTheList() public {
        address[] memory accounts = new address[](3);
        (accounts[0], accounts[1], accounts[2]) = (alice, bob, carol);
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.allowListRoot = AllowList.root(accounts);
        publish(0, terms);
        for (uint256 i = 0; i < 3; ++i) {
            vm.deal(accounts[i], PRICE);
            vm.prank(accounts[i]);
            offering.buy{value: PRICE}(0, 1e18, PRICE, AllowList.proof(accounts, i));
            vm.assertEq(token.balanceOf(accounts[i]), 1e18);
        }
        vm.deal(stranger, PRICE);
        vm.prank(stranger);
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NotAllowed.selector, 0, stranger)
        );
        offering.buy{value: PRICE}(0, 1e18, PRICE, AllowList.proof(accounts, 0));
    }

    function test_Buy_RevertWhen_BuyerWouldHaveTooMuch() public {
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.buyerMax = 10e18;
        publish(0, terms);
        buy(alice, 0, 7e18);
        expectBuyError(
            3e18 + 1,
            abi.encodeWithSelector(
                PublicOfferingTerms.PublicOffering_BuyerMaxExceeded.selector, 0, 3e18, 3e18 + 1
            ),
            noProof
        );
        buy(alice, 0, 3e18);
        buy(bob, 0, 10e18);
    }

    function test_Buy_RevertWhen_CostIsTooHigh() public {
        publish(0, coinTerms());
        vm.deal(alice, 1e18);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_CostExceeded.selector, PRICE, PRICE - 1)
        );
        offering.buy{value: PRICE}(0, 1e18, PRICE - 1, noProof);
    }

    function test_Buy_RevertWhen_ValueIsNotTheCost() public {
        publish(0, coinTerms());
        vm.deal(alice, 1e18);
        vm.startPrank(alice);
        uint256[3] memory values = [0, PRICE - 1, PRICE + 1];
        for (uint256 i = 0; i < values.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    PublicOfferingTerms.PublicOffering_ValueInvalid.selector, PRICE, values[i]
                )
            );
            offering.buy{value: values[i]}(0, 1e18, 1e18, noProof);
        }
        vm.stopPrank();
    }

    function test_Buy_RevertWhen_CoinIsSentToARoundPaidInAToken() public {
        publish(0, tokenTerms());
        vm.deal(alice, 1);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_ValueInvalid.selector, 0, 1)
        );
        offering.buy{value: 1}(0, 1e18, 2e6, noProof);
    }

    function test_BuyWithPermit_BuysInOneTransaction() public {
        publish(0, tokenTerms());
        address owner = vm.addr(OWNER_KEY);
        payment.mint(owner, 50e6);
        PublicOfferingTerms.PermitSignature memory permit = signPermit(20e6);
        vm.prank(owner);
        vm.assertEq(offering.buyWithPermit(0, 10e18, 20e6, noProof, permit), 20e6);
        vm.assertEq(token.balanceOf(owner), 10e18);
        vm.assertEq(payment.balanceOf(owner), 30e6);
    }

    function test_BuyWithPermit_BuysWhenSomebodyHasUsedThePermit() public {
        publish(0, tokenTerms());
        address owner = vm.addr(OWNER_KEY);
        payment.mint(owner, 50e6);
        PublicOfferingTerms.PermitSignature memory permit = signPermit(20e6);
        payment.permit(owner, address(offering), 20e6, permit.deadline, permit.v, permit.r, permit.s);
        vm.prank(owner);
        offering.buyWithPermit(0, 10e18, 20e6, noProof, permit);
        vm.assertEq(token.balanceOf(owner), 10e18);
    }

    function test_BuyWithPermit_RevertWhen_PermitIsWrong() public {
        publish(0, tokenTerms());
        payment.mint(alice, 50e6);
        PublicOfferingTerms.PermitSignature memory permit = signPermit(20e6);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(offering), 0, 20e6
            )
        );
        offering.buyWithPermit(0, 10e18, 20e6, noProof, permit);
    }

    function test_BuyWithPermit_RevertWhen_RoundIsPaidInTheCoin() public {
        publish(0, coinTerms());
        PublicOfferingTerms.PermitSignature memory permit;
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NoPermitForCoin.selector, 0)
        );
        offering.buyWithPermit(0, 1e18, PRICE, noProof, permit);
    }

    /// @dev The cost is the smallest whole number not below amount * price / 10^18, computed here by long division.
    function testFuzz_CostOf_IsRoundedUp(uint128 amount, uint96 price) public {
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.price = uint256(price) + 1;
        publish(0, terms);
        uint256 cost = offering.costOf(0, amount);
        uint256 product = uint256(amount) * terms.price;
        vm.assertTrue(cost * 1e18 >= product, "in favour of the buyer");
        vm.assertTrue(cost * 1e18 - product < 1e18, "more than rounded up");
    }

    function signPermit(uint256 amount)
        private
        view
        returns (PublicOfferingTerms.PermitSignature memory permit)
    {
        permit.deadline = vm.getBlockTimestamp() + 60;
        bytes32 structHash = keccak256(
            abi.encode(PERMIT_TYPEHASH, vm.addr(OWNER_KEY), address(offering), amount, 0, permit.deadline)
        );
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", payment.DOMAIN_SEPARATOR(), structHash));
        (permit.v, permit.r, permit.s) = vm.sign(OWNER_KEY, digest);
    }

    function notNext(uint256 round, uint256 next) private pure returns (bytes memory) {
        return abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NotNextRound.selector, round, next);
    }

    function expectTimesError(uint256 round, PublicOfferingTerms.RoundTerms memory terms, uint64 earliestAt)
        private
    {
        expectPublishError(
            round,
            terms,
            abi.encodeWithSelector(
                PublicOfferingTerms.PublicOffering_TimesInvalid.selector,
                terms.opensAt,
                terms.closesAt,
                earliestAt
            )
        );
    }

    function expectPublishError(
        uint256 round,
        PublicOfferingTerms.RoundTerms memory terms,
        bytes memory revertData
    ) private {
        vm.prank(address(council));
        vm.expectRevert(revertData);
        offering.publishRound(round, terms);
    }

    function expectNotOpen(uint256 round, PublicOfferingTerms.RoundState state) private {
        vm.assertTrue(offering.roundOf(round).state == state, "another state");
        vm.deal(alice, PRICE);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NotOpen.selector, round, state)
        );
        offering.buy{value: PRICE}(round, 1e18, PRICE, noProof);
    }

    /// @dev Alice buys in round 0, paid in the coin.
    function expectBuyError(uint256 amount, bytes memory revertData, bytes32[] memory proof) private {
        uint256 cost = offering.costOf(0, amount);
        vm.deal(alice, cost);
        vm.prank(alice);
        vm.expectRevert(revertData);
        offering.buy{value: cost}(0, amount, cost, proof);
    }
}

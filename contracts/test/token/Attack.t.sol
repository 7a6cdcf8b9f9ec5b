// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Council} from "../../src/consortium/Council.sol";
import {MiningReserve} from "../../src/token/MiningReserve.sol";
import {PublicOffering} from "../../src/token/PublicOffering.sol";
import {PublicOfferingTerms} from "../../src/token/PublicOfferingTerms.sol";
import {TechnologyVesting} from "../../src/token/TechnologyVesting.sol";
import {AllowList} from "./AllowList.sol";
import {FeeToken, HookToken, ITransferHook} from "./PaymentTokens.sol";
import {RewardsPayer} from "./RewardsPayer.sol";
import {TokenSetup} from "./TokenSetup.sol";
import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A buyer that calls back while it is paid, or while its payment is taken
contract Reentrant is ITransferHook {
    PublicOffering private immutable _offering;
    bytes private _callback;
    bool private _isRethrowing;

    bytes public answer;
    uint256 public callbackCount;

    constructor(PublicOffering offering_) {
        _offering = offering_;
    }

    receive() external payable {
        _callBack();
    }

    function onTransfer(address, address) external {
        _callBack();
    }

    /// @param isRethrowing Whether a callback that is refused makes the transfer fail.
    function arm(bytes calldata callback, bool isRethrowing) external {
        _callback = callback;
        _isRethrowing = isRethrowing;
    }

    function buy(uint256 amount, uint256 cost, IERC20 payment) external payable {
        if (address(payment) != address(0)) payment.approve(address(_offering), cost);
        _offering.buy{value: msg.value}(0, amount, cost, new bytes32[](0));
    }

    function _callBack() private {
        if (_callback.length == 0) return;
        ++callbackCount;
        bool isDone;
        (isDone, answer) = address(_offering).call(_callback);
        require(isDone || !_isRethrowing, "refused");
    }
}

/// @notice What somebody would try to get more DATR, sooner, or somebody else's.
contract AttackTest is TokenSetup {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint256 private constant OWNER_KEY = 0xa11ce;

    bytes32[] private noProof;

    function test_Reentrancy_OnARefundInCoin() public {
        publish(0, minimumTerms());
        Reentrant attacker = new Reentrant(offering);
        uint256 cost = offering.costOf(0, 10e18);
        vm.deal(address(this), cost);
        attacker.buy{value: cost}(10e18, cost, IERC20(address(0)));
        buy(bob, 0, 20e18);
        vm.warp(GENESIS_TIME + 30 days);

        bytes[] memory callbacks = new bytes[](6);
        callbacks[0] = abi.encodeCall(PublicOffering.refund, (0, address(attacker)));
        callbacks[1] = abi.encodeCall(PublicOffering.refund, (0, bob));
        callbacks[2] = abi.encodeCall(PublicOffering.claim, (0, address(attacker)));
        callbacks[3] = abi.encodeCall(PublicOffering.closeRound, (0));
        callbacks[4] = abi.encodeCall(PublicOffering.launch, ());
        callbacks[5] = abi.encodeCall(PublicOffering.collectProceeds, (0));
        for (uint256 i = 0; i < callbacks.length; ++i) {
            // As long as the refund fails, the claim to it stays.
            attacker.arm(callbacks[i], true);
            vm.expectRevert(abi.encodeWithSignature("Error(string)", "refused"));
            offering.refund(0, address(attacker));
        }
        attacker.arm(callbacks[0], false);
        offering.refund(0, address(attacker));
        vm.assertEq(attacker.callbackCount(), 1);
        expectReentrancyRefused(attacker);
        vm.assertEq(address(attacker).balance, cost, "paid back more than once");

        // And nobody else lacks anything.
        offering.refund(0, bob);
        vm.assertEq(address(offering).balance, 0);
    }

    function test_Reentrancy_OfAPaymentTokenWithHooks() public {
        HookToken hooked = new HookToken();
        Reentrant attacker = new Reentrant(offering);
        PublicOfferingTerms.RoundTerms memory terms = tokenTerms();
        terms.paymentToken = address(hooked);
        terms.buyerMax = 10e18;
        publish(0, terms);
        hooked.mint(address(attacker), 100e6);
        hooked.setHook(attacker);

        bytes[] memory callbacks = new bytes[](3);
        callbacks[0] = abi.encodeCall(PublicOffering.buy, (0, 10e18, 20e6, noProof));
        callbacks[1] = abi.encodeCall(PublicOffering.collectProceeds, (0));
        callbacks[2] = abi.encodeCall(PublicOffering.launch, ());
        for (uint256 i = 0; i < 3; ++i) {
            attacker.arm(callbacks[i], false);
            attacker.buy(3e18, 6e6, hooked);
            expectReentrancyRefused(attacker);
        }
        vm.assertEq(token.balanceOf(address(attacker)), 9e18);
        vm.assertEq(hooked.balanceOf(address(offering)), 18e6);
    }

    function test_PaymentToken_ThatKeepsAFee() public {
        FeeToken fee = new FeeToken();
        PublicOfferingTerms.RoundTerms memory terms = tokenTerms();
        terms.paymentToken = address(fee);
        publish(0, terms);
        fee.mint(alice, 100e6);
        vm.startPrank(alice);
        fee.approve(address(offering), 100e6);
        vm.expectRevert(
            abi.encodeWithSelector(
                PublicOfferingTerms.PublicOffering_PaymentIncomplete.selector, 20e6, 19.8e6
            )
        );
        offering.buy(0, 10e18, 20e6, noProof);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(alice), 0);
        vm.assertEq(fee.balanceOf(alice), 100e6);
    }

    /// @dev A buyer that takes no coin harms only itself.
    function test_Refund_OfABuyerThatTakesNoCoin() public {
        publish(0, minimumTerms());
        RewardsPayer refusing = new RewardsPayer(miningReserve);
        buy(address(refusing), 0, 10e18);
        buy(bob, 0, 10e18);
        vm.warp(DEADLINE);
        vm.expectRevert(abi.encodeWithSelector(Errors.FailedCall.selector));
        offering.refund(0, address(refusing));
        offering.refund(0, bob);
        offering.launch();
        vm.assertEq(offering.purchaseOf(0, address(refusing)).paid, 0.02e18);
    }

    function test_DoubleClaim() public {
        publish(0, minimumTerms());
        buy(alice, 0, 600_000e18);
        buy(bob, 0, 400_000e18);
        offering.claim(0, alice);
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NothingToClaim.selector, 0, alice)
        );
        offering.claim(0, alice);
        // Nor is it paid back besides.
        vm.warp(DEADLINE);
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NothingToRefund.selector, 0, alice)
        );
        offering.refund(0, alice);
        vm.assertEq(token.balanceOf(alice), 600_000e18);
    }

    function test_DoubleRefund() public {
        publish(0, minimumTerms());
        buy(alice, 0, 10e18);
        buy(bob, 0, 10e18);
        vm.warp(DEADLINE);
        offering.refund(0, alice);
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NothingToRefund.selector, 0, alice)
        );
        offering.refund(0, alice);
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NothingToClaim.selector, 0, alice)
        );
        offering.claim(0, alice);
        vm.assertEq(address(offering).balance, 0.02e18);
    }

    function test_ReplayedPermit() public {
        address owner = vm.addr(OWNER_KEY);
        publish(0, tokenTerms());
        payment.mint(owner, 100e6);
        PublicOfferingTerms.PermitSignature memory permit = signPermit(payment, address(offering), 20e6);
        vm.startPrank(owner);
        offering.buyWithPermit(0, 10e18, 20e6, noProof, permit);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(offering), 0, 20e6
            )
        );
        offering.buyWithPermit(0, 10e18, 20e6, noProof, permit);
        vm.stopPrank();
        vm.assertEq(payment.balanceOf(owner), 80e6);

        // Somebody else cannot spend the owner's permit for himself.
        permit = signPermit(payment, address(offering), 20e6);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(offering), 0, 20e6
            )
        );
        offering.buyWithPermit(0, 10e18, 20e6, noProof, permit);
    }

    /// @dev (r, n - s) with the other recovery id is a signature by the same key that the owner never made.
    function test_MalleatedPermit() public {
        address owner = vm.addr(OWNER_KEY);
        PublicOfferingTerms.PermitSignature memory permit = signPermit(token, bob, 5e18);
        bytes32 highS = bytes32(CURVE_ORDER - uint256(permit.s));
        uint8 otherV = permit.v == 27 ? 28 : 27;
        vm.assertEq(
            ecrecover(permitDigest(token, bob, 5e18, 0, permit.deadline), otherV, permit.r, highS), owner
        );
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureS.selector, highS));
        token.permit(owner, bob, 5e18, permit.deadline, otherV, permit.r, highS);
        token.permit(owner, bob, 5e18, permit.deadline, permit.v, permit.r, permit.s);
    }

    /// @dev A permit of one token is none of another, nor on another chain.
    function test_PermitOfAnotherToken() public {
        address owner = vm.addr(OWNER_KEY);
        PublicOfferingTerms.PermitSignature memory permit = signPermit(payment, bob, 5e18);
        address signer =
            ecrecover(permitDigest(token, bob, 5e18, 0, permit.deadline), permit.v, permit.r, permit.s);
        vm.expectRevert(abi.encodeWithSelector(ERC20Permit.ERC2612InvalidSigner.selector, signer, owner));
        token.permit(owner, bob, 5e18, permit.deadline, permit.v, permit.r, permit.s);
    }

    function test_FoundationAndCouncil_TakeTheTechnologyTranche() public {
        launch();
        // Thursday, 15 January 2032: the first tranche is due.
        vm.warp(1_957_766_400);
        address[4] memory thieves = [foundation, address(council), address(timelock), seats[0]];
        for (uint256 i = 0; i < thieves.length; ++i) {
            vm.startPrank(thieves[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    TechnologyVesting.TechnologyVesting_NotBeneficiary.selector, thieves[i]
                )
            );
            technologyVesting.offerBeneficiary(thieves[i]);
            vm.expectRevert(
                abi.encodeWithSelector(TechnologyVesting.TechnologyVesting_NotPending.selector, thieves[i])
            );
            technologyVesting.acceptBeneficiary();
            vm.expectRevert(
                abi.encodeWithSelector(
                    IERC20Errors.ERC20InsufficientAllowance.selector, thieves[i], 0, 16_000_000e18
                )
            );
            token.transferFrom(address(technologyVesting), thieves[i], 16_000_000e18);
            vm.stopPrank();
        }
        // The whole council, by all its approvals, and the members, by their vote and the timelock.
        bytes memory data = abi.encodeCall(TechnologyVesting.offerBeneficiary, (foundation));
        vm.prank(seats[0]);
        uint256 action = council.propose(address(technologyVesting), data, "Mine.", 0);
        vm.prank(seats[1]);
        vm.expectRevert(
            abi.encodeWithSelector(
                TechnologyVesting.TechnologyVesting_NotBeneficiary.selector, address(council)
            )
        );
        council.approve(action);
        address[] memory targets = new address[](1);
        bytes[] memory payloads = new bytes[](1);
        (targets[0], payloads[0]) = (address(technologyVesting), data);
        uint256 id = passCalls(targets, payloads);
        vm.warp(vm.getBlockTimestamp() + TIMELOCK_DELAY_SECONDS);
        vm.expectRevert(
            abi.encodeWithSelector(
                TechnologyVesting.TechnologyVesting_NotBeneficiary.selector, address(timelock)
            )
        );
        membersVote.executeCalls(id);

        // Whoever calls, it goes to the beneficiary.
        vm.prank(foundation);
        technologyVesting.release();
        vm.assertEq(token.balanceOf(technologyBeneficiary), 16_000_000e18);
        vm.assertEq(token.balanceOf(foundation), 0);
    }

    function test_VotesCountedTwice_ByMovingTokens() public {
        publish(0, coinTerms());
        buy(alice, 0, 100e18);
        address[3] memory holders = [alice, bob, carol];
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(holders[i]);
            token.delegate(holders[i]);
        }
        // Alice's tokens go on to Bob and Carol within one second, and on again in the next.
        uint256 second = vm.getBlockTimestamp();
        move(alice, bob);
        move(bob, carol);
        vm.warp(second + 1);
        move(carol, alice);
        move(alice, bob);
        vm.warp(second + 2);
        for (uint256 time = second; time <= second + 1; ++time) {
            uint256 votes;
            for (uint256 i = 0; i < 3; ++i) {
                votes += token.getPastVotes(holders[i], time);
            }
            vm.assertEq(votes, 100e18, "votes counted twice");
        }
        vm.assertEq(token.getPastVotes(carol, second), 100e18);
        vm.assertEq(token.getPastVotes(bob, second + 1), 100e18);
        // The votes of a second are not known before it is over.
        vm.expectRevert(
            abi.encodeWithSelector(Votes.ERC5805FutureLookup.selector, second + 2, uint48(second + 2))
        );
        token.getPastVotes(alice, second + 2);
    }

    function test_Dust_IsNotForNothing() public {
        PublicOfferingTerms.RoundTerms memory terms = tokenTerms();
        publish(0, terms);
        payment.mint(alice, 1000);
        vm.startPrank(alice);
        payment.approve(address(offering), 1000);
        // 1 DATR is 2,000,000 units of the payment: 5 * 10^11 of the smallest unit of DATR are worth 1.
        vm.assertEq(offering.buy(0, 1, 1, noProof), 1);
        vm.assertEq(offering.buy(0, 5e11, 1, noProof), 1);
        vm.assertEq(offering.buy(0, 5e11 + 1, 2, noProof), 2);
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_CostExceeded.selector, 1, 0)
        );
        offering.buy(0, 1, 0, noProof);
        vm.stopPrank();
        vm.assertEq(payment.balanceOf(address(offering)), 4);
    }

    /// @dev However a purchase is split, the parts together cost no less.
    function testFuzz_Dust_PartsCostNoLess(uint96 amount, uint96 part, uint64 price) public {
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.price = uint256(price) + 1;
        publish(0, terms);
        uint256 first = part % (uint256(amount) + 1);
        vm.assertTrue(
            offering.costOf(0, first) + offering.costOf(0, amount - first) >= offering.costOf(0, amount),
            "parts cost less"
        );
    }

    function test_AllowList_ProofOfSomebodyElse() public {
        address[] memory accounts = new address[](4);
        (accounts[0], accounts[1], accounts[2], accounts[3]) = (alice, bob, carol, foundation);
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.allowListRoot = AllowList.root(accounts);
        publish(0, terms);
        for (uint256 i = 0; i < 4; ++i) {
            expectNotAllowed(AllowList.proof(accounts, i));
        }
        expectNotAllowed(noProof);
    }

    /// @dev The two children of an inner node are 64 bytes that hash to it. Were leaves hashed once, a leaf of these 64
    /// bytes would be on the list without ever having been put there; here it is hashed twice, and is not.
    function test_AllowList_InnerNodeAsALeaf() public {
        address[] memory accounts = new address[](2);
        (accounts[0], accounts[1]) = (alice, bob);
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.allowListRoot = AllowList.root(accounts);
        publish(0, terms);
        (bytes32 left, bytes32 right) = (AllowList.leaf(alice), AllowList.leaf(bob));
        if (right < left) (left, right) = (right, left);
        vm.assertEq(keccak256(bytes.concat(left, right)), terms.allowListRoot, "no second preimage");
        vm.assertTrue(
            keccak256(bytes.concat(keccak256(bytes.concat(left, right)))) != terms.allowListRoot, "accepted"
        );
        // The proof that such a leaf would have: none.
        expectNotAllowed(noProof);
    }

    function test_Buy_TooEarlyTooLateAndTooMuch() public {
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        terms.opensAt += 1 days;
        terms.buyerMax = 10e18;
        publish(0, terms);
        vm.warp(terms.opensAt - 1);
        expectNotOpen(PublicOfferingTerms.RoundState.Announced);
        vm.warp(terms.opensAt);
        buy(alice, 0, 6e18);
        vm.deal(alice, 1e18);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                PublicOfferingTerms.PublicOffering_BuyerMaxExceeded.selector, 0, 4e18, 6e18
            )
        );
        offering.buy{value: 0.012e18}(0, 6e18, 1e18, noProof);
        // Passing on what one has bought makes no room.
        vm.prank(alice);
        token.transfer(bob, 6e18);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                PublicOfferingTerms.PublicOffering_BuyerMaxExceeded.selector, 0, 4e18, 6e18
            )
        );
        offering.buy{value: 0.012e18}(0, 6e18, 1e18, noProof);
        vm.warp(terms.closesAt);
        expectNotOpen(PublicOfferingTerms.RoundState.Over);
    }

    function test_Launch_TooEarlyAndTwice() public {
        bytes memory notOver = abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NotOver.selector, 0);
        vm.expectRevert(notOver);
        offering.launch();
        publish(0, coinTerms());
        vm.warp(GENESIS_TIME + 30 days - 1);
        vm.expectRevert(notOver);
        offering.launch();
        vm.warp(DEADLINE - 1);
        vm.expectRevert(abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NotOver.selector, 1));
        offering.launch();
        launch();
        vm.warp(DEADLINE + 365 days);
        vm.expectRevert(abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_AlreadyLaunched.selector));
        offering.launch();
        vm.assertEq(offering.launchedAt(), DEADLINE);
    }

    function test_Distributor_OverTheCapAndAcrossAWeeksBorder() public {
        launch();
        RewardsPayer payer = new RewardsPayer(miningReserve);
        vm.prank(address(timelock));
        miningReserve.setDistributor(address(payer));
        uint256 cap = miningReserve.capOf(0);
        vm.warp(DEADLINE + 604_799);
        payer.pay(alice, cap - 1);
        expectCapExceeded(payer, 0, 1, 2);
        // The border takes what was left of the first week with it: it does not add to the second.
        vm.warp(DEADLINE + 604_800);
        expectCapExceeded(payer, 1, cap, cap + 1);
        payer.pay(alice, cap);
        expectCapExceeded(payer, 1, 0, 1);
        vm.assertEq(miningReserve.released(), 2 * cap - 1);
    }

    function test_PublishRound_BySingleSeat() public {
        PublicOfferingTerms.RoundTerms memory terms = coinTerms();
        vm.prank(seats[0]);
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NotCouncil.selector, seats[0])
        );
        offering.publishRound(0, terms);
        bytes memory data = abi.encodeCall(PublicOffering.publishRound, (0, terms));
        vm.startPrank(seats[0]);
        uint256 id = council.propose(address(offering), data, "Mine.", 0);
        vm.assertEq(offering.publishedCount(), 0, "published by one of two");
        vm.expectRevert(abi.encodeWithSelector(Council.Council_AlreadyApproved.selector, id, seats[0]));
        council.approve(id);
        vm.stopPrank();
    }

    function test_Mint_ByAnyone() public {
        bytes[3] memory calls = [
            abi.encodeWithSignature("mint(address,uint256)", alice, 1e18),
            abi.encodeWithSignature("mint(uint256)", 1e18),
            abi.encodeWithSignature("_mint(address,uint256)", alice, 1e18)
        ];
        address[4] memory callers = [foundation, address(timelock), address(council), address(genesis)];
        for (uint256 i = 0; i < callers.length; ++i) {
            for (uint256 j = 0; j < calls.length; ++j) {
                vm.prank(callers[i]);
                (bool isDone,) = address(token).call(calls[j]);
                vm.assertEq(isDone, false, "minted");
            }
        }
        vm.assertEq(token.totalSupply(), SUPPLY);
    }

    function move(address from, address to) private {
        vm.prank(from);
        token.transfer(to, 100e18);
    }

    function expectReentrancyRefused(Reentrant attacker) private view {
        vm.assertEq(
            keccak256(attacker.answer()),
            keccak256(abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)),
            "another answer"
        );
    }

    function expectNotAllowed(bytes32[] memory proof) private {
        vm.deal(stranger, PRICE);
        vm.prank(stranger);
        vm.expectRevert(
            abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NotAllowed.selector, 0, stranger)
        );
        offering.buy{value: PRICE}(0, 1e18, PRICE, proof);
    }

    function expectNotOpen(PublicOfferingTerms.RoundState state) private {
        vm.deal(carol, PRICE);
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(PublicOfferingTerms.PublicOffering_NotOpen.selector, 0, state));
        offering.buy{value: PRICE}(0, 1e18, PRICE, noProof);
    }

    function expectCapExceeded(RewardsPayer payer, uint256 epoch, uint256 left, uint256 amount) private {
        vm.expectRevert(
            abi.encodeWithSelector(MiningReserve.MiningReserve_CapExceeded.selector, epoch, left, amount)
        );
        payer.pay(alice, amount);
    }

    /// @dev The owner's permit over an amount, with its next nonce.
    function signPermit(ERC20Permit signedToken, address spender, uint256 amount)
        private
        view
        returns (PublicOfferingTerms.PermitSignature memory permit)
    {
        permit.deadline = vm.getBlockTimestamp() + 60;
        uint256 nonce = signedToken.nonces(vm.addr(OWNER_KEY));
        (permit.v, permit.r, permit.s) =
            vm.sign(OWNER_KEY, permitDigest(signedToken, spender, amount, nonce, permit.deadline));
    }

    function permitDigest(
        ERC20Permit signedToken,
        address spender,
        uint256 amount,
        uint256 nonce,
        uint256 deadline
    ) private view returns (bytes32) {
        bytes32 structHash = keccak256(
            abi.encode(PERMIT_TYPEHASH, vm.addr(OWNER_KEY), spender, amount, nonce, deadline)
        );
        return keccak256(abi.encodePacked("\x19\x01", signedToken.DOMAIN_SEPARATOR(), structHash));
    }
}

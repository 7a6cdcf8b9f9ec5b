// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RewardsPayer} from "./RewardsPayer.sol";
import {TokenSetup} from "./TokenSetup.sol";

/// @notice What DATR and its offering cost those who use them. Everything but the one call happens in setUp.
contract GasOfferingTest is TokenSetup {
    bytes32[] private noProof;

    /// @dev A round paid in the coin that has met its minimum, in which Alice has a claim, and Bob some DATR.
    function setUp() public override {
        super.setUp();
        publish(0, minimumTerms());
        buy(alice, 0, 600_000e18);
        buy(bob, 0, 400_000e18);
        vm.prank(bob);
        token.transfer(alice, 1e18);
        vm.deal(carol, PRICE);
    }

    function test_Transfer() public {
        vm.prank(bob);
        token.transfer(alice, 1e18);
    }

    function test_Delegate() public {
        vm.prank(bob);
        token.delegate(bob);
    }

    function test_Buy() public {
        vm.prank(carol);
        offering.buy{value: PRICE}(0, 1e18, PRICE, noProof);
    }

    function test_Claim() public {
        offering.claim(0, alice);
    }

    function test_CollectProceeds() public {
        offering.collectProceeds(0);
    }
}

contract GasRefundTest is TokenSetup {
    /// @dev A round that failed, and the deadline has passed.
    function setUp() public override {
        super.setUp();
        publish(0, minimumTerms());
        buy(alice, 0, 600_000e18);
        vm.warp(DEADLINE);
        offering.closeRound(0);
    }

    function test_Refund() public {
        offering.refund(0, alice);
    }

    function test_Launch() public {
        offering.launch();
    }
}

contract GasReleaseTest is TokenSetup {
    bytes32 private constant DOCUMENT = keccak256("a published document");

    RewardsPayer private payer;

    /// @dev After the last tranche is due, none of which was released; and a release of the operation fund can be paid.
    function setUp() public override {
        super.setUp();
        launchAt(DEADLINE);
        payer = new RewardsPayer(miningReserve);
        vm.prank(address(timelock));
        miningReserve.setDistributor(address(payer));
        vm.warp(DEADLINE + 9 * 365 days);
        vm.prank(seats[0]);
        operationFund.propose(alice, 1e18, "Operation of the servers", DOCUMENT);
        vm.prank(seats[0]);
        operationFund.approve(1);
        vm.prank(seats[1]);
        operationFund.approve(1);
        vm.prank(seats[0]);
        operationFund.propose(alice, 1e18, "Operation of the servers", DOCUMENT);
        vm.warp(DEADLINE + 9 * 365 days + COMMENT_SECONDS);
    }

    function test_ReleaseTechnology() public {
        technologyVesting.release();
    }

    function test_ReleaseFoundation() public {
        foundationVesting.release();
    }

    function test_ProposeRelease() public {
        vm.prank(seats[0]);
        operationFund.propose(alice, 1e18, "Operation of the servers", DOCUMENT);
    }

    function test_ApproveRelease() public {
        vm.prank(seats[1]);
        operationFund.approve(2);
    }

    function test_PayRelease() public {
        operationFund.pay(1);
    }

    function test_PayReward() public {
        payer.pay(alice, 1e18);
    }
}

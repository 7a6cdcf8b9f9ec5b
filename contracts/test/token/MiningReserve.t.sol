// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MiningReserve} from "../../src/token/MiningReserve.sol";
import {RewardsPayer} from "./RewardsPayer.sol";
import {TokenSetup} from "./TokenSetup.sol";

/// @dev The branches of MiningReserve.tree. Nothing of the offering is sold where nothing else is said, so the reserve
/// at launch is 536,000,000 DATR.
contract MiningReserveTest is TokenSetup {
    /// @dev 536,000,000 * 10^18 / 416 = 1,288,461.538461538461538461538..., rounded down.
    uint256 private constant INITIAL_CAP = 1_288_461_538_461_538_461_538_461;

    RewardsPayer private payer;

    function setUp() public override {
        super.setUp();
        payer = new RewardsPayer(miningReserve);
    }

    function test_OnLaunch_SetsTheFirstCap() public {
        vm.assertEq(miningReserve.total(), 336_000_000e18);
        vm.assertEq(miningReserve.initialCap(), 0);
        vm.warp(DEADLINE);
        vm.expectEmit(address(miningReserve));
        emit MiningReserve.EpochsStarted(536_000_000e18, INITIAL_CAP);
        offering.launch();
        vm.assertEq(miningReserve.total(), 536_000_000e18);
        vm.assertEq(miningReserve.initialCap(), INITIAL_CAP);
        vm.assertEq(miningReserve.releasableNow(), INITIAL_CAP);
    }

    /// @dev Somebody's gift before the launch raises no cap.
    function test_OnLaunch_CountsNoGift() public {
        publish(0, coinTerms());
        buy(alice, 0, 416e18);
        vm.prank(alice);
        token.transfer(address(miningReserve), 416e18);
        launch();
        vm.assertEq(miningReserve.total(), 536_000_000e18 - 416e18);
        vm.assertEq(miningReserve.initialCap(), INITIAL_CAP - 1e18);
    }

    function test_OnLaunch_RevertWhen_CallerIsNotTheOffering() public {
        address[3] memory callers = [stranger, address(timelock), address(council)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(
                abi.encodeWithSelector(MiningReserve.MiningReserve_NotOffering.selector, callers[i])
            );
            miningReserve.onLaunch(1e18);
        }
    }

    function test_SetDistributor_AfterAVoteAndTheDelay() public {
        address[] memory targets = new address[](1);
        bytes[] memory payloads = new bytes[](1);
        targets[0] = address(miningReserve);
        payloads[0] = abi.encodeCall(MiningReserve.setDistributor, (address(payer)));
        uint256 id = passCalls(targets, payloads);
        vm.warp(vm.getBlockTimestamp() + TIMELOCK_DELAY_SECONDS);
        vm.expectEmit(address(miningReserve));
        emit MiningReserve.DistributorSet(address(payer));
        membersVote.executeCalls(id);
        vm.assertEq(miningReserve.distributor(), address(payer));
    }

    function test_SetDistributor_RevertWhen_CallerIsNotTheTimelock() public {
        address[4] memory callers = [foundation, address(council), seats[0], stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(
                abi.encodeWithSelector(MiningReserve.MiningReserve_NotTimelock.selector, callers[i])
            );
            miningReserve.setDistributor(address(payer));
        }
    }

    function test_SetDistributor_RevertWhen_ItHasNoCode() public {
        vm.prank(address(timelock));
        vm.expectRevert(
            abi.encodeWithSelector(MiningReserve.MiningReserve_DistributorInvalid.selector, stranger)
        );
        miningReserve.setDistributor(stranger);
    }

    function test_SetDistributor_RevertWhen_OneWasNamed() public {
        nameDistributor();
        RewardsPayer other = new RewardsPayer(miningReserve);
        vm.prank(address(timelock));
        vm.expectRevert(
            abi.encodeWithSelector(MiningReserve.MiningReserve_DistributorKnown.selector, address(payer))
        );
        miningReserve.setDistributor(address(other));
    }

    function test_Pay_RevertWhen_CallerIsNotTheDistributor() public {
        launch();
        nameDistributor();
        address[4] memory callers = [stranger, address(timelock), address(council), foundation];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(
                abi.encodeWithSelector(MiningReserve.MiningReserve_NotDistributor.selector, callers[i])
            );
            miningReserve.pay(callers[i], 1);
        }
    }

    function test_Pay_RevertWhen_ThereWasNoLaunch() public {
        nameDistributor();
        vm.expectRevert(abi.encodeWithSelector(MiningReserve.MiningReserve_NotLaunched.selector));
        payer.pay(alice, 1);
        vm.expectRevert(abi.encodeWithSelector(MiningReserve.MiningReserve_NotLaunched.selector));
        miningReserve.currentEpoch();
        vm.expectRevert(abi.encodeWithSelector(MiningReserve.MiningReserve_NotLaunched.selector));
        miningReserve.startOf(0);
        vm.assertEq(miningReserve.releasableNow(), 0);
        vm.assertEq(miningReserve.capOf(0), 0);
        vm.assertEq(miningReserve.epochCount(), 0);
        vm.assertEq(miningReserve.lockedRemainder(), 0);
        expectNext(0, 0);
    }

    function test_Pay_CountsToTheWeekThatRuns() public {
        launch();
        nameDistributor();
        vm.expectEmit(address(miningReserve));
        emit MiningReserve.RewardPaid(0, alice, 1000e18);
        payer.pay(alice, 1000e18);
        vm.assertEq(token.balanceOf(alice), 1000e18);
        vm.assertEq(miningReserve.paidIn(0), 1000e18);
        vm.assertEq(miningReserve.released(), 1000e18);
        vm.assertEq(miningReserve.releasableNow(), INITIAL_CAP - 1000e18);
        expectNext(DEADLINE + 604_800, INITIAL_CAP);
        payer.pay(bob, INITIAL_CAP - 1000e18);
        vm.assertEq(miningReserve.releasableNow(), 0);
        expectCapExceeded(0, 0, 1);

        vm.warp(DEADLINE + 604_800 - 1);
        expectCapExceeded(0, 0, 1);
        vm.warp(DEADLINE + 604_800);
        vm.assertEq(miningReserve.currentEpoch(), 1);
        payer.pay(bob, INITIAL_CAP);
        vm.assertEq(miningReserve.released(), 2 * INITIAL_CAP);
    }

    function test_Pay_RevertWhen_TheCapLeavesLess() public {
        launch();
        nameDistributor();
        expectCapExceeded(0, INITIAL_CAP, INITIAL_CAP + 1);
        payer.pay(alice, 1);
        expectCapExceeded(0, INITIAL_CAP - 1, INITIAL_CAP);
        // What ten weeks did not pay raises no later cap.
        vm.warp(DEADLINE + 10 * 604_800);
        expectCapExceeded(10, INITIAL_CAP, INITIAL_CAP + 1);
    }

    function test_Caps_HalveEvery208Epochs() public {
        launch();
        vm.assertEq(miningReserve.capOf(0), INITIAL_CAP);
        vm.assertEq(miningReserve.capOf(207), INITIAL_CAP);
        vm.assertEq(miningReserve.capOf(208), 644_230_769_230_769_230_769_230);
        vm.assertEq(miningReserve.capOf(416), 322_115_384_615_384_615_384_615);
        vm.assertEq(miningReserve.capOf(624), 161_057_692_307_692_307_692_307);
        vm.assertEq(miningReserve.startOf(0), DEADLINE);
        vm.assertEq(miningReserve.startOf(208), DEADLINE + 125_798_400);
    }

    function test_Caps_EndAtZeroAndLeaveTheRemainder() public {
        launch();
        // The cap has 81 binary digits, because 2^80 <= E0 < 2^81: it is 0 after 81 eras of 208 epochs.
        vm.assertTrue(INITIAL_CAP >= 2 ** 80 && INITIAL_CAP < 2 ** 81, "another length");
        vm.assertEq(miningReserve.epochCount(), 81 * 208);
        vm.assertEq(miningReserve.capOf(81 * 208 - 1), 1);
        vm.assertEq(miningReserve.capOf(81 * 208), 0);
        vm.assertEq(miningReserve.capOf(1000 * 208), 0);
        uint256 caps;
        for (uint256 epoch = 0; epoch < 81 * 208; epoch += 208) {
            caps += 208 * miningReserve.capOf(epoch);
        }
        vm.assertEq(caps + miningReserve.lockedRemainder(), 536_000_000e18);

        nameDistributor();
        vm.warp(miningReserve.startOf(81 * 208 - 1));
        expectNext(0, 0);
        payer.pay(alice, 1);
        vm.warp(miningReserve.startOf(81 * 208));
        vm.assertEq(miningReserve.releasableNow(), 0);
        expectCapExceeded(81 * 208, 0, 1);
    }

    /// @dev A distributor that pays whatever it may, whenever it likes, never takes more than the caps so far.
    function testFuzz_Pay_NeverMoreThanTheCaps(uint32[8] memory waits, uint128[8] memory amounts) public {
        launch();
        nameDistributor();
        uint256 time = DEADLINE;
        for (uint256 i = 0; i < 8; ++i) {
            time += waits[i];
            vm.warp(time);
            payer.pay(alice, amounts[i] % (miningReserve.releasableNow() + 1));
        }
        uint256 caps;
        for (uint256 epoch = 0; epoch <= miningReserve.currentEpoch(); epoch += 208) {
            caps += 208 * miningReserve.capOf(epoch);
        }
        vm.assertTrue(miningReserve.released() <= caps, "more than the caps");
        vm.assertEq(token.balanceOf(alice), miningReserve.released());
    }

    function nameDistributor() private {
        vm.prank(address(timelock));
        miningReserve.setDistributor(address(payer));
    }

    function expectCapExceeded(uint256 epoch, uint256 left, uint256 amount) private {
        vm.expectRevert(
            abi.encodeWithSelector(MiningReserve.MiningReserve_CapExceeded.selector, epoch, left, amount)
        );
        payer.pay(alice, amount);
    }

    function expectNext(uint64 expectedAt, uint256 expectedAmount) private view {
        (uint64 dueAt, uint256 amount) = miningReserve.nextRelease();
        vm.assertEq(dueAt, expectedAt);
        vm.assertEq(amount, expectedAmount);
    }
}

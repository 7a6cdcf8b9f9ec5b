// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FoundationVesting} from "../../src/token/FoundationVesting.sol";
import {TechnologyVesting} from "../../src/token/TechnologyVesting.sol";
import {Vesting} from "../../src/token/Vesting.sol";
import {TokenSetup} from "./TokenSetup.sol";

/// @dev The branches of Vesting.tree. Launched on Friday, 15 January 2027, 08:00:00 UTC.
contract VestingTest is TokenSetup {
    /// @dev The same second in January of 2032 to 2035.
    uint64[4] private technologyDates = [1_957_766_400, 1_989_388_800, 2_020_924_800, 2_052_460_800];

    function test_Constructor_SetsTheSchedules() public view {
        vm.assertEq(technologyVesting.total(), 64_000_000e18);
        vm.assertEq(technologyVesting.firstMonths(), 60);
        vm.assertEq(technologyVesting.stepMonths(), 12);
        vm.assertEq(technologyVesting.trancheCount(), 4);
        vm.assertEq(technologyVesting.trancheAmount(), 16_000_000e18);
        vm.assertEq(technologyVesting.beneficiary(), technologyBeneficiary);
        vm.assertEq(address(technologyVesting.token()), address(token));
        vm.assertEq(address(technologyVesting.offering()), address(offering));
        vm.assertEq(foundationVesting.total(), 120_000_000e18);
        vm.assertEq(foundationVesting.firstMonths(), 48);
        vm.assertEq(foundationVesting.stepMonths(), 3);
        vm.assertEq(foundationVesting.trancheCount(), 15);
        vm.assertEq(foundationVesting.trancheAmount(), 8_000_000e18);
        vm.assertEq(foundationVesting.beneficiary(), address(foundationAwards));
    }

    function test_Constructor_RevertWhen_BeneficiaryIsZero() public {
        bytes memory zero = abi.encodeWithSelector(Vesting.Vesting_BeneficiaryZero.selector);
        vm.expectRevert(zero);
        new TechnologyVesting(token, offering, address(0));
        vm.expectRevert(zero);
        new FoundationVesting(token, offering, address(0));
    }

    function test_Release_RevertWhen_ThereWasNoLaunch() public {
        vm.warp(technologyDates[3]);
        vm.assertEq(technologyVesting.schedule().length, 0);
        vm.assertEq(technologyVesting.vestedAt(technologyDates[3]), 0);
        vm.assertEq(technologyVesting.releasableNow(), 0);
        expectNext(technologyVesting, 0, 0);
        expectNothing(technologyVesting, 0);
        expectNothing(foundationVesting, 0);
    }

    function test_Release_ByTheSecond() public {
        launch();
        for (uint256 i = 0; i < 4; ++i) {
            vm.warp(technologyDates[i] - 1);
            expectNext(technologyVesting, technologyDates[i], 16_000_000e18);
            expectNothing(technologyVesting, technologyDates[i]);
            vm.warp(technologyDates[i]);
            vm.assertEq(technologyVesting.releasableNow(), 16_000_000e18);
            vm.expectEmit(address(technologyVesting));
            emit Vesting.Released(technologyBeneficiary, 16_000_000e18);
            vm.prank(stranger);
            vm.assertEq(technologyVesting.release(), 16_000_000e18);
            vm.assertEq(token.balanceOf(technologyBeneficiary), (i + 1) * 16_000_000e18);
            vm.assertEq(technologyVesting.released(), (i + 1) * 16_000_000e18);
            expectNothing(technologyVesting, i == 3 ? 0 : technologyDates[i + 1]);
        }
        expectNext(technologyVesting, 0, 0);
        vm.assertEq(token.balanceOf(address(technologyVesting)), 0);
    }

    function test_Release_SendsSeveralTranchesTogether() public {
        launch();
        vm.warp(technologyDates[2]);
        technologyVesting.release();
        vm.assertEq(token.balanceOf(technologyBeneficiary), 48_000_000e18);
        // Month 84 is 36 months after month 48: the 13th of 15 tranches.
        vm.assertEq(foundationVesting.release(), 13 * 8_000_000e18);
        vm.assertEq(token.balanceOf(address(foundationAwards)), 104_000_000e18);
        vm.warp(technologyDates[3]);
        technologyVesting.release();
        foundationVesting.release();
        vm.assertEq(token.balanceOf(address(technologyVesting)), 0);
        vm.assertEq(token.balanceOf(address(foundationVesting)), 0);
    }

    function test_Schedule_IsKnownAfterTheLaunchAndForAnyDateBefore() public {
        Vesting.Tranche[] memory before = technologyVesting.scheduleFrom(DEADLINE);
        launch();
        Vesting.Tranche[] memory tranches = technologyVesting.schedule();
        vm.assertEq(keccak256(abi.encode(tranches)), keccak256(abi.encode(before)));
        vm.assertEq(tranches.length, 4);
        for (uint256 i = 0; i < 4; ++i) {
            vm.assertEq(tranches[i].dueAt, technologyDates[i]);
            vm.assertEq(tranches[i].amount, 16_000_000e18);
            vm.assertEq(technologyVesting.vestedAt(technologyDates[i] - 1), i * 16_000_000e18);
            vm.assertEq(technologyVesting.vestedAt(technologyDates[i]), (i + 1) * 16_000_000e18);
        }
        vm.assertEq(foundationVesting.schedule().length, 15);
    }

    /// @dev Whatever the launch, dates ascend, keep the time of day, and keep the day of the month or are its last day.
    function testFuzz_ScheduleFrom_KeepsDayAndTime(uint32 launchedAt) public view {
        Vesting.Tranche[] memory tranches = foundationVesting.scheduleFrom(launchedAt);
        uint64 before = launchedAt;
        for (uint256 i = 0; i < tranches.length; ++i) {
            uint64 dueAt = tranches[i].dueAt;
            vm.assertEq(dueAt % 1 days, launchedAt % 1 days, "another time of day");
            uint64 quarterDays = (dueAt - before) / 1 days;
            if (i > 0) vm.assertTrue(quarterDays >= 89 && quarterDays <= 92, "no quarter");
            else vm.assertTrue(quarterDays >= 1460 && quarterDays <= 1461, "not four years");
            before = dueAt;
        }
    }

    function test_Gift_ChangesNoFigure() public {
        publish(0, coinTerms());
        buy(alice, 0, 3e18);
        vm.prank(alice);
        token.transfer(address(technologyVesting), 3e18);
        launch();
        vm.assertEq(technologyVesting.total(), 64_000_000e18);
        vm.warp(technologyDates[3]);
        technologyVesting.release();
        vm.assertEq(technologyVesting.released(), 64_000_000e18);
        vm.assertEq(token.balanceOf(address(technologyVesting)), 3e18);
        expectNothing(technologyVesting, 0);
    }

    function test_OfferBeneficiary_RevertWhen_CallerIsNotTheBeneficiary() public {
        address[5] memory callers = [foundation, address(council), seats[0], address(timelock), stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    TechnologyVesting.TechnologyVesting_NotBeneficiary.selector, callers[i]
                )
            );
            technologyVesting.offerBeneficiary(callers[i]);
        }
    }

    function test_AcceptBeneficiary_TakesThePlace() public {
        expectNotPending(alice);
        vm.expectEmit(address(technologyVesting));
        emit TechnologyVesting.BeneficiaryOffered(technologyBeneficiary, alice);
        vm.prank(technologyBeneficiary);
        technologyVesting.offerBeneficiary(alice);
        vm.assertEq(technologyVesting.pendingBeneficiary(), alice);
        vm.assertEq(technologyVesting.beneficiary(), technologyBeneficiary);
        expectNotPending(technologyBeneficiary);

        vm.expectEmit(address(technologyVesting));
        emit TechnologyVesting.BeneficiaryChanged(technologyBeneficiary, alice);
        vm.prank(alice);
        technologyVesting.acceptBeneficiary();
        vm.assertEq(technologyVesting.beneficiary(), alice);
        vm.assertEq(technologyVesting.pendingBeneficiary(), address(0));
        expectNotPending(alice);

        launch();
        vm.warp(technologyDates[0]);
        technologyVesting.release();
        vm.assertEq(token.balanceOf(alice), 16_000_000e18);
        vm.assertEq(token.balanceOf(technologyBeneficiary), 0);
    }

    function test_AcceptBeneficiary_RevertWhen_TheOfferWasTakenBack() public {
        vm.startPrank(technologyBeneficiary);
        technologyVesting.offerBeneficiary(alice);
        technologyVesting.offerBeneficiary(address(0));
        vm.stopPrank();
        expectNotPending(alice);
    }

    function expectNotPending(address account) private {
        vm.prank(account);
        vm.expectRevert(
            abi.encodeWithSelector(TechnologyVesting.TechnologyVesting_NotPending.selector, account)
        );
        technologyVesting.acceptBeneficiary();
    }

    function expectNothing(Vesting vesting, uint64 nextAt) private {
        vm.expectRevert(abi.encodeWithSelector(Vesting.Vesting_NothingReleasable.selector, nextAt));
        vesting.release();
    }

    function expectNext(Vesting vesting, uint64 expectedAt, uint256 expectedAmount) private view {
        (uint64 dueAt, uint256 amount) = vesting.nextRelease();
        vm.assertEq(dueAt, expectedAt);
        vm.assertEq(amount, expectedAmount);
    }
}

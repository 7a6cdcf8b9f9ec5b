// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Timelock} from "../../src/consortium/Timelock.sol";
import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @notice What is OpenZeppelin's is tested there; here is how it is set up. The branches of Timelock.tree.
contract TimelockTest is ContractTest {
    bytes private call = abi.encodeCall(VehicleRegistry.assignWmi, (RENAULT, manufacturer));

    function test_Schedule_RevertWhen_NotTheVote() public {
        bytes32 role = timelock.PROPOSER_ROLE();
        address[6] memory callers =
            [foundation, registrar, seats[0], address(council), address(timelock), stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IAccessControl.AccessControlUnauthorizedAccount.selector, callers[i], role
                )
            );
            timelock.schedule(address(registry), 0, call, 0, 0, 48 hours);
        }
    }

    function test_Schedule_RevertWhen_TheDelayIsShorter() public {
        vm.prank(address(membersVote));
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockInsufficientDelay.selector, 48 hours - 1, 48 hours
            )
        );
        timelock.schedule(address(registry), 0, call, 0, 0, 48 hours - 1);
    }

    function test_Execute_OnceTheDelayIsOver() public {
        vm.prank(address(membersVote));
        timelock.schedule(address(registry), 0, call, 0, 0, 48 hours);
        bytes32 id = timelock.hashOperation(address(registry), 0, call, 0, 0);
        vm.warp(GENESIS_TIME + 48 hours - 1);
        vm.prank(address(membersVote));
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector, id, bytes32(uint256(1) << 2)
            )
        );
        timelock.execute(address(registry), 0, call, 0, 0);
        vm.warp(GENESIS_TIME + 48 hours);
        vm.prank(address(membersVote));
        timelock.execute(address(registry), 0, call, 0, 0);
        vm.assertEq(registry.manufacturerOfWmi(RENAULT), manufacturer);
    }

    /// @dev The vote lets anyone execute, but only through it: it knows which decisions have become void.
    function test_Execute_RevertWhen_NotThroughTheVote() public {
        vm.prank(address(membersVote));
        timelock.schedule(address(registry), 0, call, 0, 0, 48 hours);
        vm.warp(GENESIS_TIME + 48 hours);
        bytes32 role = timelock.EXECUTOR_ROLE();
        address[4] memory callers = [foundation, registrar, seats[0], stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IAccessControl.AccessControlUnauthorizedAccount.selector, callers[i], role
                )
            );
            timelock.execute(address(registry), 0, call, 0, 0);
        }
    }

    function test_UpdateDelay_RevertWhen_NotByItself() public {
        address[3] memory callers = [foundation, address(membersVote), stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(
                abi.encodeWithSelector(TimelockController.TimelockUnauthorizedCaller.selector, callers[i])
            );
            timelock.updateDelay(49 hours);
        }
    }

    function test_UpdateDelay_WithinItsBounds() public {
        vm.assertEq(timelock.delaySecondsMin(), 48 hours);
        uint256[3] memory delays = [uint256(90 days), 49 hours, 48 hours];
        uint256 before = 48 hours;
        for (uint256 i = 0; i < delays.length; ++i) {
            vm.prank(address(timelock));
            vm.expectEmit(address(timelock));
            emit TimelockController.MinDelayChange(before, delays[i]);
            timelock.updateDelay(delays[i]);
            vm.assertEq(timelock.getMinDelay(), delays[i]);
            before = delays[i];
        }
        uint256[4] memory invalid = [uint256(0), 48 hours - 1, 90 days + 1, type(uint256).max];
        for (uint256 i = 0; i < invalid.length; ++i) {
            vm.prank(address(timelock));
            vm.expectRevert(abi.encodeWithSelector(Timelock.Timelock_DelayInvalid.selector, invalid[i]));
            timelock.updateDelay(invalid[i]);
        }
        vm.assertEq(timelock.getMinDelay(), 48 hours);
    }

    function test_Constructor_RevertWhen_TheDelayIsInvalid() public {
        uint256[3] memory invalid = [uint256(0), 90 days + 1, type(uint256).max];
        for (uint256 i = 0; i < invalid.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Timelock.Timelock_DelayInvalid.selector, invalid[i]));
            new Timelock(invalid[i], address(membersVote));
        }
        vm.assertEq(new Timelock(1, address(membersVote)).delaySecondsMin(), 1);
        vm.assertEq(new Timelock(90 days, address(membersVote)).getMinDelay(), 90 days);
    }

    function test_Cancel_OnlyByTheVote() public {
        vm.prank(address(membersVote));
        timelock.schedule(address(registry), 0, call, 0, 0, 48 hours);
        bytes32 id = timelock.hashOperation(address(registry), 0, call, 0, 0);
        bytes32 role = timelock.CANCELLER_ROLE();
        address[5] memory callers = [foundation, registrar, seats[0], address(timelock), stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IAccessControl.AccessControlUnauthorizedAccount.selector, callers[i], role
                )
            );
            timelock.cancel(id);
        }
        vm.prank(address(membersVote));
        timelock.cancel(id);
        vm.assertEq(timelock.isOperation(id), false);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Access} from "../../src/consortium/Access.sol";
import {Members} from "../../src/consortium/Members.sol";
import {RecordLog} from "../../src/records/RecordLog.sol";
import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @dev The branches of Access.tree.
contract AccessTest is ContractTest {
    uint64 private constant PUBLIC = type(uint64).max;

    // ---- roles

    function test_HasRole_ReadsTheMembersRoles() public {
        for (uint8 i = 0; i < 11; ++i) {
            setRoles(registrar, uint32(1) << i);
            for (uint8 j = 0; j < 11; ++j) {
                assertRole(1 + j, registrar, i == j);
                assertRole(1 + j, stranger, false);
            }
            assertRole(102, registrar, true);
        }
        setRoles(registrar, 0);
        for (uint8 i = 0; i < 11; ++i) {
            assertRole(1 + i, registrar, false);
        }
        assertRole(102, registrar, false);
        assertRole(102, registrarServer, false);
        vm.assertEq(access.MEMBERS_ROLE_FIRST(), 1);
        vm.assertEq(access.MEMBERS_ROLE_LAST(), 1 + uint8(Members.Role.Foundation));
    }

    function test_HasRole_TheFounderIsStewardUntilThreeMembersStand() public {
        deployFounder();
        assertRole(100, foundation, true);
        assertRole(100, address(timelock), false);
        vm.startPrank(foundation);
        members.addMember(manufacturer, "Renault", roles(Members.Role.Manufacturer));
        assertRole(100, foundation, true);
        members.addMember(registrar, "Registrar", roles(Members.Role.Registrar));
        assertRole(100, foundation, false);
        assertRole(100, address(timelock), true);
    }

    function test_HasRole_OfTheInstitutions() public view {
        assertRole(0, address(timelock), true);
        assertRole(0, address(membersVote), false);
        assertRole(0, foundation, false);
        assertRole(0, address(genesis), false);
        assertRole(101, address(council), true);
        assertRole(101, seats[0], false);
        assertRole(PUBLIC, stranger, true);
        assertRole(12, foundation, false);
        assertRole(103, foundation, false);
    }

    function test_GrantRole_RevertWhen_TheRoleIsComputed() public {
        uint64[15] memory computed = computedRoles();
        vm.startPrank(address(timelock));
        for (uint256 i = 0; i < computed.length; ++i) {
            bytes memory expected = abi.encodeWithSelector(Access.Access_RoleComputed.selector, computed[i]);
            vm.expectRevert(expected);
            access.grantRole(computed[i], stranger, 0);
            vm.expectRevert(expected);
            access.revokeRole(computed[i], address(timelock));
            vm.expectRevert(expected);
            access.renounceRole(computed[i], address(timelock));
        }
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerLockedRole.selector, PUBLIC));
        access.grantRole(PUBLIC, stranger, 0);
        assertRole(0, address(timelock), true);
    }

    function test_GrantRole_OfRolesKeptHere() public {
        vm.startPrank(address(timelock));
        access.grantRole(500, alice, 0);
        access.grantRole(12, alice, 0);
        access.grantRole(500, bob, 0);
        assertRole(500, alice, true);
        assertRole(12, alice, true);
        access.revokeRole(500, alice);
        assertRole(500, alice, false);
        vm.stopPrank();
        vm.prank(bob);
        access.renounceRole(500, bob);
        assertRole(500, bob, false);
    }

    function test_Administration_RevertWhen_NotTheTimelock() public {
        address[7] memory callers = [
            foundation,
            registrar,
            seats[0],
            address(council),
            address(membersVote),
            address(genesis),
            stranger
        ];
        bytes[10] memory calls = [
            abi.encodeCall(IAccessManager.grantRole, (500, stranger, 0)),
            abi.encodeCall(IAccessManager.revokeRole, (500, stranger)),
            abi.encodeCall(IAccessManager.labelRole, (500, "label")),
            abi.encodeCall(IAccessManager.setRoleAdmin, (500, PUBLIC)),
            abi.encodeCall(IAccessManager.setRoleGuardian, (500, PUBLIC)),
            abi.encodeCall(IAccessManager.setGrantDelay, (500, 1)),
            abi.encodeCall(IAccessManager.setTargetAdminDelay, (address(registry), 1)),
            abi.encodeCall(
                IAccessManager.setTargetFunctionRole,
                (address(registry), selectors(VehicleRegistry.assignWmi.selector), PUBLIC)
            ),
            abi.encodeCall(Access.setPausable, (address(registry), false)),
            abi.encodeCall(Access.setPausable, (stranger, true))
        ];
        for (uint256 i = 0; i < callers.length; ++i) {
            for (uint256 j = 0; j < calls.length; ++j) {
                vm.prank(callers[i]);
                (bool isDone, bytes memory reason) = address(access).call(calls[j]);
                vm.assertEq(isDone, false);
                vm.assertEq(
                    keccak256(reason),
                    keccak256(
                        abi.encodeWithSelector(
                            IAccessManager.AccessManagerUnauthorizedAccount.selector, callers[i], 0
                        )
                    )
                );
            }
        }
    }

    // ---- functions

    function test_FunctionRoles_AsFounded() public view {
        assertFunction(address(registry), VehicleRegistry.mint.selector, PUBLIC);
        assertFunction(address(registry), VehicleRegistry.setModel.selector, PUBLIC);
        assertFunction(address(registry), VehicleRegistry.assignWmi.selector, 100);
        assertFunction(address(recordLog), RecordLog.openLog.selector, 102);
        assertFunction(address(recordLog), RecordLog.anchor.selector, PUBLIC);
        assertFunction(address(access), Access.pause.selector, 101);
        assertFunction(address(access), Access.unpause.selector, 101);
        assertFunction(address(access), Access.setPausable.selector, 0);
        address[5] memory upgradeable = upgradeables();
        for (uint256 i = 0; i < upgradeable.length; ++i) {
            assertFunction(upgradeable[i], UUPSUpgradeable.upgradeToAndCall.selector, 0);
        }
    }

    function test_SetTargetFunctionRole_ByTheTimelock() public {
        vm.startPrank(address(timelock));
        access.setTargetFunctionRole(
            address(registry),
            selectors(VehicleRegistry.assignWmi.selector),
            1 + uint8(Members.Role.Registrar)
        );
        vm.stopPrank();
        vm.prank(registrar);
        registry.assignWmi(RENAULT, manufacturer);
    }

    /// @dev Not even a vote hands upgrades to somebody who acts without a vote.
    function test_SetTargetFunctionRole_RevertWhen_ItIsTheUpgrade() public {
        address[5] memory upgradeable = upgradeables();
        vm.startPrank(address(timelock));
        for (uint256 i = 0; i < upgradeable.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Access.Access_UpgradeLocked.selector, upgradeable[i]));
            access.setTargetFunctionRole(
                upgradeable[i], selectors(UUPSUpgradeable.upgradeToAndCall.selector), 101
            );
        }
    }

    function test_Administration_ByTheTimelock() public {
        vm.startPrank(address(timelock));
        access.setTargetFunctionRole(alice, selectors(0x01020304), 500);
        access.setTargetFunctionRole(alice, selectors(0x01020304), 501);
        access.setRoleAdmin(501, 102);
        access.setRoleGuardian(501, 102);
        vm.stopPrank();
        vm.prank(registrar);
        access.grantRole(501, bob, 0);
        assertRole(501, bob, true);
        vm.assertEq(access.getRoleGuardian(501), 102);
    }

    /// @dev Another authority could let somebody upgrade without a vote.
    function test_Authority_CannotBeReplaced() public {
        address[5] memory upgradeable = upgradeables();
        bytes4 selector = IAccessManaged.setAuthority.selector;
        for (uint256 i = 0; i < upgradeable.length; ++i) {
            bytes memory call = abi.encodeCall(IAccessManaged.setAuthority, (address(this)));
            bytes memory expected = abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector,
                address(timelock),
                upgradeable[i],
                selector
            );
            vm.startPrank(address(timelock));
            vm.expectRevert(expected);
            access.execute(upgradeable[i], call);
            vm.expectRevert(expected);
            access.schedule(upgradeable[i], call, 0);
            vm.expectRevert(abi.encodeWithSelector(Access.Access_AuthorityFixed.selector, upgradeable[i]));
            access.updateAuthority(upgradeable[i], address(this));
            vm.expectRevert(abi.encodeWithSelector(Access.Access_UpgradeLocked.selector, upgradeable[i]));
            access.setTargetFunctionRole(
                upgradeable[i], selectors(UUPSUpgradeable.upgradeToAndCall.selector), 0
            );
            vm.stopPrank();
        }
    }

    function test_SetTargetClosed_RevertWhen_ByAnyone() public {
        address[4] memory callers = [address(timelock), address(council), foundation, stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.startPrank(callers[i]);
            vm.expectRevert(abi.encodeWithSelector(Access.Access_OnlyPauseCloses.selector));
            access.setTargetClosed(address(registry), true);
            vm.expectRevert(abi.encodeWithSelector(Access.Access_OnlyPauseCloses.selector));
            access.setTargetClosed(address(registry), false);
            vm.stopPrank();
        }
    }

    // ---- pause

    function test_Pause_RunsToTheSecond() public {
        vm.assertEq(access.pausedUntil(address(registry)), 0);
        vm.assertEq(access.pausableAgainAt(address(registry)), 0);
        vm.expectEmit(address(access));
        emit Access.Paused(address(registry), GENESIS_TIME + 7 days);
        pause(address(registry), 7 days);
        vm.assertEq(access.pausedUntil(address(registry)), GENESIS_TIME + 7 days);
        vm.assertEq(access.pausableAgainAt(address(registry)), GENESIS_TIME + 37 days);
        vm.assertEq(access.isTargetClosed(address(registry)), true);
        vm.assertEq(access.isTargetClosed(address(recordLog)), false, "the others stay open");

        vm.warp(GENESIS_TIME + 7 days - 1);
        assertMay(registrarServer, VehicleRegistry.mint.selector, false);
        vm.warp(GENESIS_TIME + 7 days);
        assertMay(registrarServer, VehicleRegistry.mint.selector, true);
        vm.assertEq(access.pausedUntil(address(registry)), 0);
    }

    function test_Pause_NotAgainWithinThirtyDays() public {
        pause(address(registry), 1 days);
        uint64[3] memory tooEarly = [GENESIS_TIME, GENESIS_TIME + 1 days, GENESIS_TIME + 31 days - 1];
        for (uint256 i = 0; i < tooEarly.length; ++i) {
            vm.warp(tooEarly[i]);
            expectPauseRevert(
                address(registry),
                1,
                abi.encodeWithSelector(
                    Access.Access_PausedRecently.selector, address(registry), GENESIS_TIME + 31 days
                )
            );
        }
        vm.warp(GENESIS_TIME + 31 days);
        pause(address(registry), 7 days);
        vm.assertEq(access.isTargetClosed(address(registry)), true);
        // Each contract has its own rest.
        pause(address(recordLog), 7 days);
    }

    function test_Pause_RevertWhen_TooLongOrEmpty() public {
        uint64[3] memory durations = [uint64(0), 7 days + 1, type(uint64).max];
        for (uint256 i = 0; i < durations.length; ++i) {
            expectPauseRevert(
                address(registry),
                durations[i],
                abi.encodeWithSelector(Access.Access_PauseTooLong.selector, durations[i])
            );
        }
    }

    function test_Pause_RevertWhen_TheContractIsNotPausable() public {
        address[8] memory targets = [
            address(access),
            address(timelock),
            address(members),
            address(membersVote),
            address(validators),
            address(council),
            address(genesis),
            stranger
        ];
        for (uint256 i = 0; i < targets.length; ++i) {
            vm.assertEq(access.isPausable(targets[i]), false);
            expectPauseRevert(
                targets[i], 1 days, abi.encodeWithSelector(Access.Access_NotPausable.selector, targets[i])
            );
        }
        vm.assertEq(access.isPausable(address(registry)), true);
        vm.assertEq(access.isPausable(address(recordLog)), true);
    }

    function test_Pause_RevertWhen_NotTheCouncil() public {
        address[6] memory callers =
            [foundation, seats[0], registrar, address(timelock), address(membersVote), stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            bytes memory expected = abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedAccount.selector, callers[i], 101
            );
            vm.startPrank(callers[i]);
            vm.expectRevert(expected);
            access.pause(address(registry), 1);
            vm.expectRevert(expected);
            access.unpause(address(registry));
            vm.stopPrank();
        }
    }

    function test_Unpause_EndsItAndStartsTheRest() public {
        pause(address(registry), 7 days);
        vm.warp(GENESIS_TIME + 2 days);
        vm.prank(address(council));
        vm.expectEmit(address(access));
        emit Access.Unpaused(address(registry));
        access.unpause(address(registry));
        assertMay(registrarServer, VehicleRegistry.mint.selector, true);
        vm.assertEq(access.pausedUntil(address(registry)), 0);
        vm.assertEq(access.pausableAgainAt(address(registry)), GENESIS_TIME + 32 days);
        vm.warp(GENESIS_TIME + 32 days - 1);
        expectPauseRevert(
            address(registry),
            1,
            abi.encodeWithSelector(
                Access.Access_PausedRecently.selector, address(registry), GENESIS_TIME + 32 days
            )
        );
        vm.warp(GENESIS_TIME + 32 days);
        pause(address(registry), 1);
    }

    function test_Unpause_RevertWhen_NotPaused() public {
        bytes memory expected = abi.encodeWithSelector(Access.Access_NotPaused.selector, address(registry));
        vm.startPrank(address(council));
        vm.expectRevert(expected);
        access.unpause(address(registry));
        access.pause(address(registry), 1);
        access.unpause(address(registry));
        vm.expectRevert(expected);
        access.unpause(address(registry));
    }

    /// @dev What is proposed to mend what the pause is for must not wait for its end.
    function test_Pause_DoesNotStopTheTimelock() public {
        pause(address(registry), 7 days);
        assertMay(address(timelock), UUPSUpgradeable.upgradeToAndCall.selector, true);
        assertMay(address(timelock), VehicleRegistry.assignWmi.selector, true);
        assertMay(address(timelock), VehicleRegistry.mint.selector, true);
        assertMay(address(membersVote), VehicleRegistry.mint.selector, false);
        assertMay(address(council), UUPSUpgradeable.upgradeToAndCall.selector, false);
        vm.prank(address(timelock));
        registry.assignWmi(RENAULT, manufacturer);

        // It has no more in a pause than without one, and what it must announce waits for the end.
        vm.startPrank(address(timelock));
        access.setTargetFunctionRole(address(registry), selectors(VehicleRegistry.assignWmi.selector), 500);
        assertMay(address(timelock), VehicleRegistry.assignWmi.selector, false);
        access.grantRole(500, address(timelock), 1 days);
        assertMay(address(timelock), VehicleRegistry.assignWmi.selector, false);
    }

    function test_Pause_CannotBePassedThroughAccess() public {
        pause(address(registry), 7 days);
        VehicleRegistry.MintParameters memory parameters;
        bytes memory call = abi.encodeCall(VehicleRegistry.mint, (parameters));
        vm.prank(registrarServer);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector,
                registrarServer,
                address(registry),
                VehicleRegistry.mint.selector
            )
        );
        access.execute(address(registry), call);
    }

    function test_SetPausable_ByTheTimelock() public {
        vm.prank(address(timelock));
        vm.expectEmit(address(access));
        emit Access.PausableChanged(alice, true);
        access.setPausable(alice, true);
        pause(alice, 1);

        pause(address(registry), 7 days);
        vm.warp(GENESIS_TIME + 1 days);
        vm.startPrank(address(timelock));
        vm.expectEmit(address(access));
        emit Access.Unpaused(address(registry));
        access.setPausable(address(registry), false);
        vm.assertEq(access.isTargetClosed(address(registry)), false, "the vote ends a pause");
        vm.assertEq(access.isPausable(address(registry)), false);
        access.setPausable(address(registry), false);
        access.setPausable(address(registry), true);
        vm.stopPrank();
        // The rest goes on: declaring it anew gives the council no second pause.
        expectPauseRevert(
            address(registry),
            1,
            abi.encodeWithSelector(
                Access.Access_PausedRecently.selector, address(registry), GENESIS_TIME + 31 days
            )
        );
    }

    function test_SetPausable_RevertWhen_NothingMayEverPauseIt() public {
        address[6] memory targets = [
            address(access),
            address(timelock),
            address(members),
            address(membersVote),
            address(validators),
            address(council)
        ];
        vm.startPrank(address(timelock));
        for (uint256 i = 0; i < targets.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Access.Access_NeverPausable.selector, targets[i]));
            access.setPausable(targets[i], true);
        }
    }

    function pause(address target, uint64 durationSeconds) private {
        vm.prank(address(council));
        access.pause(target, durationSeconds);
    }

    function expectPauseRevert(address target, uint64 durationSeconds, bytes memory expected) private {
        vm.prank(address(council));
        vm.expectRevert(expected);
        access.pause(target, durationSeconds);
    }

    function assertRole(uint64 roleId, address account, bool expected) private view {
        (bool isMember, uint32 delay) = access.hasRole(roleId, account);
        vm.assertEq(isMember, expected);
        vm.assertEq(delay, 0);
    }

    function assertFunction(address target, bytes4 selector, uint64 roleId) private view {
        vm.assertEq(access.getTargetFunctionRole(target, selector), roleId);
    }

    /// @dev Of the registry.
    function assertMay(address caller, bytes4 selector, bool expected) private view {
        (bool immediate, uint32 delay) = access.canCall(caller, address(registry), selector);
        vm.assertEq(immediate, expected);
        vm.assertEq(delay, 0);
    }

    function upgradeables() private view returns (address[5] memory) {
        return
            [
                address(members),
                address(membersVote),
                address(validators),
                address(registry),
                address(recordLog)
            ];
    }

    /// @dev Administrator, steward, council, member, and those of the list of members.
    function computedRoles() private pure returns (uint64[15] memory computed) {
        (computed[0], computed[1], computed[2], computed[3]) = (0, 100, 101, 102);
        for (uint64 i = 0; i < 11; ++i) {
            computed[4 + i] = 1 + i;
        }
    }

    function selectors(bytes4 selector) private pure returns (bytes4[] memory list) {
        list = new bytes4[](1);
        list[0] = selector;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {Validators} from "../../src/consortium/Validators.sol";
import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {AttackSetup} from "./AttackSetup.sol";
import {VehicleRegistryNext} from "./VehicleRegistryNext.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @notice Everybody tries to put other code under the contracts.
contract UpgradeAttackTest is AttackSetup {
    bytes32 private constant IMPLEMENTATION_SLOT =
        bytes32(uint256(keccak256("eip1967.proxy.implementation")) - 1);

    function test_Upgrade_RevertWhen_NotByTheTimelock() public {
        address next = address(new VehicleRegistryNext(members));
        address[9] memory callers = [
            foundation,
            registrar,
            seats[0],
            address(council),
            address(membersVote),
            address(genesis),
            address(access),
            registrarServer,
            stranger
        ];
        address[5] memory targets = upgradeables();
        for (uint256 i = 0; i < targets.length; ++i) {
            for (uint256 j = 0; j < callers.length; ++j) {
                expectRefused(
                    callers[j],
                    targets[i],
                    abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (next, "")),
                    abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[j])
                );
            }
        }
    }

    function test_Upgrade_RevertWhen_ByTheApprovalsOfTheCouncil() public {
        address next = address(new VehicleRegistryNext(members));
        address[5] memory targets = upgradeables();
        for (uint256 i = 0; i < targets.length; ++i) {
            councilRefused(
                targets[i],
                abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (next, "")),
                abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(council))
            );
        }
    }

    function test_Upgrade_RevertWhen_ThroughAccess() public {
        bytes memory upgrade = abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (alice, ""));
        address[3] memory callers = [foundation, address(council), stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            bytes memory expected = abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector,
                callers[i],
                address(registry),
                UUPSUpgradeable.upgradeToAndCall.selector
            );
            expectRefused(
                callers[i],
                address(access),
                abi.encodeCall(IAccessManager.execute, (address(registry), upgrade)),
                expected
            );
            expectRefused(
                callers[i],
                address(access),
                abi.encodeCall(IAccessManager.schedule, (address(registry), upgrade, 0)),
                expected
            );
            expectRefused(
                callers[i],
                address(registry),
                abi.encodeCall(IAccessManaged.setAuthority, (address(this))),
                abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[i])
            );
        }
    }

    function test_Initialize_RevertWhen_CalledAgain() public {
        bytes memory expected = abi.encodeWithSelector(Initializable.InvalidInitialization.selector);
        address[5] memory targets = upgradeables();
        for (uint256 i = 0; i < targets.length; ++i) {
            address implementation = implementationOf(targets[i]);
            vm.assertTrue(implementation.code.length != 0, "no implementation");
            bytes memory call = initializeCall(targets[i]);
            expectRefused(foundation, targets[i], call, expected);
            expectRefused(stranger, targets[i], call, expected);
            // An implementation that a stranger initialises could name an authority of his and destroy itself.
            expectRefused(stranger, implementation, call, expected);
        }
    }

    function test_Upgrade_RevertWhen_CalledOnTheImplementation() public {
        address[5] memory targets = upgradeables();
        for (uint256 i = 0; i < targets.length; ++i) {
            address implementation = implementationOf(targets[i]);
            address[2] memory callers = [address(timelock), stranger];
            for (uint256 j = 0; j < callers.length; ++j) {
                expectRefused(
                    callers[j],
                    implementation,
                    abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (implementation, "")),
                    abi.encodeWithSelector(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector)
                );
            }
        }
    }

    /// @dev Not even a vote can put code there that could never be upgraded again.
    function test_Upgrade_RevertWhen_TheNewCodeCannotBeUpgraded() public {
        expectRefused(
            address(timelock),
            address(registry),
            abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (address(genesis), "")),
            abi.encodeWithSelector(ERC1967Utils.ERC1967InvalidImplementation.selector, address(genesis))
        );
    }

    /// @dev The way that is open: a vote, 48 hours, anyone.
    function test_Upgrade_ByTheVoteAfterTheDelay() public {
        address next = address(new VehicleRegistryNext(members));
        bytes memory migration = abi.encodeCall(VehicleRegistryNext.migrate, (42));
        uint256 id = passCalls(
            asList(address(registry)),
            asList(abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (next, migration)))
        );
        vm.assertEq(uint256(membersVote.stateOf(id)), uint256(MembersVote.State.Scheduled));
        bytes32 operation = membersVote.getProposal(id).operation;
        vm.warp(GENESIS_TIME + 48 hours - 1);
        expectRefused(
            stranger,
            address(membersVote),
            abi.encodeCall(MembersVote.executeCalls, (id)),
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                operation,
                bytes32(uint256(1) << uint8(TimelockController.OperationState.Ready))
            )
        );
        vm.assertEq(implementationOf(address(registry)) == next, false);

        vm.warp(GENESIS_TIME + 48 hours);
        VehicleRegistry.Vehicle memory before = registry.getVehicle(vehicleId);
        allowed(stranger, address(membersVote), abi.encodeCall(MembersVote.executeCalls, (id)));
        vm.assertEq(implementationOf(address(registry)), next);
        vm.assertEq(VehicleRegistryNext(address(registry)).answer(), 42);
        vm.assertEq(keccak256(abi.encode(registry.getVehicle(vehicleId))), keccak256(abi.encode(before)));
        vm.assertEq(registry.ownerOf(vehicleId), alice);
        vm.assertEq(registry.deviceKeyCount(vehicleId), 1);
        vm.assertEq(registry.name(), "Datacar Vehicle");
        vm.assertEq(registry.authority(), address(access));
        allowed(registrarServer, address(registry), mintCall(2));
        vm.assertEq(registry.vehicleCount(), 2);

        expectRefused(
            stranger,
            address(membersVote),
            abi.encodeCall(MembersVote.executeCalls, (id)),
            abi.encodeWithSelector(
                MembersVote.MembersVote_StateInvalid.selector, id, MembersVote.State.Executed
            )
        );
        expectRefused(
            stranger,
            address(registry),
            abi.encodeCall(VehicleRegistryNext.migrate, (43)),
            abi.encodeWithSelector(Initializable.InvalidInitialization.selector)
        );
    }

    /// @dev A decision that nobody carried out does not lie in wait for years.
    function test_Upgrade_RevertWhen_DecidedLongAgo() public {
        address next = address(new VehicleRegistryNext(members));
        uint256 id = passCalls(
            asList(address(registry)), asList(abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (next, "")))
        );
        vm.warp(GENESIS_TIME + 48 hours + 30 days);
        vm.assertEq(uint256(membersVote.stateOf(id)), uint256(MembersVote.State.Scheduled));
        vm.warp(GENESIS_TIME + 48 hours + 30 days + 1);
        expectRefused(
            stranger,
            address(membersVote),
            abi.encodeCall(MembersVote.executeCalls, (id)),
            abi.encodeWithSelector(
                MembersVote.MembersVote_StateInvalid.selector, id, MembersVote.State.Expired
            )
        );
    }

    function initializeCall(address target) private view returns (bytes memory) {
        if (target == address(members)) {
            return abi.encodeCall(Members.initialize, (stranger, stranger, "Stranger", 1 << 10));
        }
        if (target == address(membersVote)) return abi.encodeCall(MembersVote.initialize, (stranger, 1));
        if (target == address(validators)) {
            return abi.encodeCall(Validators.initialize, (stranger, foundation, stranger, ""));
        }
        return abi.encodeCall(VehicleRegistry.initialize, (stranger));
    }

    function implementationOf(address proxy) private view returns (address) {
        return address(uint160(uint256(vm.load(proxy, IMPLEMENTATION_SLOT))));
    }
}

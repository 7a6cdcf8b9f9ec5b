// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Access} from "../../src/consortium/Access.sol";
import {Council} from "../../src/consortium/Council.sol";
import {Genesis} from "../../src/consortium/Genesis.sol";
import {Members} from "../../src/consortium/Members.sol";
import {Validators} from "../../src/consortium/Validators.sol";
import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {AttackSetup} from "./AttackSetup.sol";
import {VehicleRegistryNext} from "./VehicleRegistryNext.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title Every call that changes what is not one's own
/// @notice Each works for one account, with the very arguments with which the others try it.
abstract contract AttackAttempts is AttackSetup {
    struct Attempt {
        address rightful;
        address target;
        bytes call;
        bytes refusal;
    }

    bytes6 private constant OTHER_MAKER = "VF2";

    address internal registrarNode = makeAccount("registrar's node");
    uint256 internal actionId;
    bytes32 internal operation;
    address private _next;
    Attempt[] private _attempts;

    /// @dev An action of the council that lacks one approval, and an operation of the timelock that is ready.
    function setUp() public virtual override {
        super.setUp();
        addMember(regulator, "Regulator", roles(Members.Role.Regulator));
        vm.prank(registrar);
        validators.registerNode(registrarNode, "");
        _next = address(new VehicleRegistryNext(members));
        vm.prank(address(timelock));
        access.grantRole(500, bob, 0);
        uint256 id = passCalls(asList(address(registry)), asList(assignCall(RENAULT)));
        operation = membersVote.getProposal(id).operation;
        vm.warp(vm.getBlockTimestamp() + TIMELOCK_DELAY_SECONDS);
        vm.prank(seats[0]);
        actionId = council.propose(
            address(access), abi.encodeCall(Access.pause, (address(recordLog), 1 days)), "A test needs it.", 0
        );
    }

    /// @dev With the account in whose name they are refused.
    function attemptsOf(address caller) internal returns (Attempt[] memory) {
        delete _attempts;
        _addAccess(caller);
        _addUpgrades(caller);
        _addMembership(caller);
        _addCouncil(caller);
        _addTimelock(caller);
        _addVehicles(caller);
        _add(
            registrarServer,
            address(recordLog),
            anchorCall(10),
            abi.encodeWithSignature("RecordLog_NotServerOfLog(uint256,address)", logId, caller)
        );
        _add(
            foundation,
            address(genesis),
            abi.encodeCall(
                Genesis.create,
                (
                    genesis.createdCount(),
                    bytes.concat(type(VehicleRegistryNext).creationCode, abi.encode(members))
                )
            ),
            abi.encodeWithSelector(Genesis.Genesis_NotFounder.selector, caller)
        );
        return _attempts;
    }

    /// @dev Every attempt but those that the caller has a right to.
    function everythingRefused(address caller) internal {
        Attempt[] memory attempts = attemptsOf(caller);
        for (uint256 i = 0; i < attempts.length; ++i) {
            if (attempts[i].rightful == caller) continue;
            expectRefused(caller, attempts[i].target, attempts[i].call, attempts[i].refusal);
        }
    }

    function assignCall(bytes6 wmi) internal view returns (bytes memory) {
        return abi.encodeCall(VehicleRegistry.assignWmi, (wmi, manufacturer));
    }

    function _addAccess(address caller) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = VehicleRegistry.assignWmi.selector;
        bytes[10] memory calls = [
            abi.encodeCall(IAccessManager.grantRole, (500, caller, 0)),
            abi.encodeCall(IAccessManager.revokeRole, (500, bob)),
            abi.encodeCall(IAccessManager.labelRole, (500, "label")),
            abi.encodeCall(IAccessManager.setRoleAdmin, (500, type(uint64).max)),
            abi.encodeCall(IAccessManager.setRoleGuardian, (500, type(uint64).max)),
            abi.encodeCall(IAccessManager.setGrantDelay, (500, 1)),
            abi.encodeCall(IAccessManager.setTargetAdminDelay, (address(registry), 1)),
            abi.encodeCall(
                IAccessManager.setTargetFunctionRole, (address(registry), selectors, type(uint64).max)
            ),
            abi.encodeCall(Access.setPausable, (address(genesis), true)),
            abi.encodeCall(Access.setPausable, (address(registry), false))
        ];
        bytes4 unauthorized = IAccessManager.AccessManagerUnauthorizedAccount.selector;
        for (uint256 i = 0; i < calls.length; ++i) {
            _add(
                address(timelock),
                address(access),
                calls[i],
                abi.encodeWithSelector(unauthorized, caller, uint64(0))
            );
        }
        _add(
            address(council),
            address(access),
            abi.encodeCall(Access.pause, (address(registry), 7 days)),
            abi.encodeWithSelector(unauthorized, caller, uint64(101))
        );
        _add(
            address(timelock),
            address(access),
            abi.encodeCall(IAccessManager.execute, (address(registry), assignCall(OTHER_MAKER))),
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector,
                caller,
                address(registry),
                VehicleRegistry.assignWmi.selector
            )
        );
    }

    function _addUpgrades(address caller) private {
        address[5] memory targets = upgradeables();
        for (uint256 i = 0; i < targets.length; ++i) {
            _add(
                address(timelock),
                targets[i],
                abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (_next, "")),
                abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller)
            );
        }
    }

    function _addMembership(address caller) private {
        bytes memory notGoverning = abi.encodeWithSelector(Members.Members_NotGoverning.selector, caller);
        address vote = address(membersVote);
        _add(vote, address(members), abi.encodeCall(Members.addMember, (bob, "Bob", 1)), notGoverning);
        _add(vote, address(members), abi.encodeCall(Members.setRoles, (registrar, 0)), notGoverning);
        _add(vote, address(members), abi.encodeCall(Members.setRoles, (regulator, 1)), notGoverning);
        bytes memory unknown =
            abi.encodeWithSelector(Members.Members_ServerAccountUnknown.selector, caller, registrarServer);
        _add(
            registrar, address(members), abi.encodeCall(Members.setServerUrl, (registrarServer, "a")), unknown
        );
        _add(
            registrar,
            address(members),
            abi.encodeCall(Members.removeServerAccount, (registrarServer)),
            unknown
        );
        _add(
            address(members),
            address(validators),
            abi.encodeCall(Validators.onRolesChanged, (registrar, 0)),
            abi.encodeWithSelector(Validators.Validators_NotMembers.selector, caller)
        );
        bytes memory notOfNode =
            abi.encodeWithSelector(Validators.Validators_NotMemberOfNode.selector, registrarNode, caller);
        _add(
            registrar,
            address(validators),
            abi.encodeCall(Validators.setEndpoint, (registrarNode, "enode://a")),
            notOfNode
        );
        _add(
            registrar, address(validators), abi.encodeCall(Validators.removeNode, (registrarNode)), notOfNode
        );
    }

    function _addCouncil(address caller) private {
        _add(
            address(timelock),
            address(council),
            abi.encodeCall(Council.setSeats, (asList(caller), 1)),
            abi.encodeWithSelector(Council.Council_NotSteward.selector, caller)
        );
        _add(
            seats[1],
            address(council),
            abi.encodeCall(Council.approve, (actionId)),
            caller == seats[0]
                ? abi.encodeWithSelector(Council.Council_AlreadyApproved.selector, actionId, caller)
                : abi.encodeWithSelector(Council.Council_NotSeat.selector, caller)
        );
        _add(
            seats[0],
            address(council),
            abi.encodeCall(Council.withdrawApproval, (actionId)),
            abi.encodeWithSelector(Council.Council_NotApproved.selector, actionId, caller)
        );
    }

    function _addTimelock(address caller) private {
        (address[] memory targets, bytes[] memory payloads) = membersVote.callsOf(1);
        address vote = address(membersVote);
        _add(
            address(timelock),
            address(timelock),
            abi.encodeCall(timelock.updateDelay, (49 hours)),
            abi.encodeWithSelector(TimelockController.TimelockUnauthorizedCaller.selector, caller)
        );
        _add(
            vote,
            address(timelock),
            abi.encodeCall(
                timelock.schedule, (address(registry), 0, assignCall(OTHER_MAKER), 0, 0, 48 hours)
            ),
            _lacksRole(caller, timelock.PROPOSER_ROLE())
        );
        _add(
            vote,
            address(timelock),
            abi.encodeCall(
                timelock.scheduleBatch,
                (targets, new uint256[](1), payloads, 0, bytes32(uint256(2)), 48 hours)
            ),
            _lacksRole(caller, timelock.PROPOSER_ROLE())
        );
        _add(
            vote,
            address(timelock),
            abi.encodeCall(
                timelock.executeBatch, (targets, new uint256[](1), payloads, 0, bytes32(uint256(1)))
            ),
            _lacksRole(caller, timelock.EXECUTOR_ROLE())
        );
        _add(
            vote,
            address(timelock),
            abi.encodeCall(timelock.cancel, (operation)),
            _lacksRole(caller, timelock.CANCELLER_ROLE())
        );
    }

    function _addVehicles(address caller) private {
        bytes memory notActing =
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_NotActingFor.selector, registrar, caller);
        _add(registrarServer, address(registry), mintCall(2), notActing);
        _add(registrarServer, address(registry), setModelCall(), notActing);
        _add(registrarServer, address(registry), rotateCall(12), notActing);
        _add(
            address(timelock),
            address(registry),
            assignCall(OTHER_MAKER),
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller)
        );
        _add(
            alice,
            address(registry),
            abi.encodeCall(registry.transferFrom, (alice, bob, vehicleId)),
            abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, caller, vehicleId)
        );
        _add(
            alice,
            address(registry),
            abi.encodeCall(registry.approve, (bob, vehicleId)),
            abi.encodeWithSelector(IERC721Errors.ERC721InvalidApprover.selector, caller)
        );
    }

    function _add(address rightful, address target, bytes memory call, bytes memory refusal) private {
        _attempts.push(Attempt({rightful: rightful, target: target, call: call, refusal: refusal}));
    }

    function _lacksRole(address account, bytes32 role) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, account, role);
    }
}

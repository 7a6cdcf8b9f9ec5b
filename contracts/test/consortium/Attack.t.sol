// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Access} from "../../src/consortium/Access.sol";
import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {Validators} from "../../src/consortium/Validators.sol";
import {RecordLog} from "../../src/records/RecordLog.sol";
import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {AttackSetup} from "./AttackSetup.sol";
import {VehicleRegistryNext} from "./VehicleRegistryNext.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @notice A member that the others have dismissed.
contract RemovedMemberAttackTest is AttackSetup {
    uint256 private proposalId;

    function setUp() public override {
        super.setUp();
        nextBlock();
        vm.prank(foundation);
        proposalId = membersVote.proposeAdmission(bob, "Bob", roles(Members.Role.Notary), "He asked.");
        (bytes32 x, bytes32 y) = makeKey(5);
        vm.startPrank(registrar);
        members.addCertificateKey(x, y);
        validators.registerNode(makeAccount("registrar's node"), "");
        vm.stopPrank();
        setRoles(registrar, 0);
    }

    function test_RemovedMember_CannotVoteOrPropose() public {
        expectRefused(
            registrar,
            address(membersVote),
            abi.encodeCall(MembersVote.castVote, (proposalId, true)),
            abi.encodeWithSelector(MembersVote.MembersVote_NotElector.selector, proposalId, registrar)
        );
        bytes memory notMember = abi.encodeWithSelector(MembersVote.MembersVote_NotMember.selector, registrar);
        expectRefused(
            registrar,
            address(membersVote),
            abi.encodeCall(MembersVote.proposeAdmission, (alice, "Alice", 1, "")),
            notMember
        );
        expectRefused(
            registrar,
            address(membersVote),
            abi.encodeCall(MembersVote.proposeRoles, (registrar, type(uint32).max >> 21, "Take me back.")),
            notMember
        );
        expectRefused(
            registrar,
            address(membersVote),
            abi.encodeCall(
                MembersVote.proposeCalls, (asList(address(registry)), asList(bytes("")), "Why not?")
            ),
            notMember
        );
    }

    function test_RemovedMember_CannotRegisterOrChangeVehicles() public {
        address[2] memory callers = [registrar, registrarServer];
        for (uint256 i = 0; i < callers.length; ++i) {
            bytes memory expected = abi.encodeWithSelector(
                VehicleRegistry.VehicleRegistry_NotActingFor.selector, registrar, callers[i]
            );
            expectRefused(callers[i], address(registry), mintCall(2), expected);
            expectRefused(callers[i], address(registry), setModelCall(), expected);
            expectRefused(callers[i], address(registry), rotateCall(12), expected);
            vm.assertEq(members.actsFor(callers[i], registrar), false);
        }
    }

    function test_RemovedMember_CannotAnchorOrOpenLogs() public {
        expectRefused(
            registrarServer,
            address(recordLog),
            anchorCall(10),
            abi.encodeWithSelector(RecordLog.RecordLog_NotServerOfLog.selector, logId, registrarServer)
        );
        expectRefused(
            registrar,
            address(recordLog),
            abi.encodeCall(RecordLog.openLog, ("example.com/other", keccak256("key"))),
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, registrar)
        );
    }

    function test_RemovedMember_CannotActForTheConsortium() public {
        expectRefused(
            registrar,
            address(members),
            abi.encodeCall(Members.addServerAccount, (bob)),
            abi.encodeWithSelector(Members.Members_NotMember.selector, registrar)
        );
        expectRefused(
            registrar,
            address(members),
            abi.encodeCall(Members.setServerUrl, (registrarServer, "https://example.com")),
            abi.encodeWithSelector(Members.Members_ServerAccountUnknown.selector, registrar, registrarServer)
        );
        expectRefused(
            registrar,
            address(members),
            abi.encodeCall(Members.resign, ()),
            abi.encodeWithSelector(Members.Members_NotMember.selector, registrar)
        );
        (bytes32 x, bytes32 y) = makeKey(6);
        expectRefused(
            registrar,
            address(members),
            abi.encodeCall(Members.addCertificateKey, (x, y)),
            abi.encodeWithSelector(Members.Members_NotCertifier.selector, registrar)
        );
        expectRefused(
            registrar,
            address(validators),
            abi.encodeCall(Validators.registerNode, (bob, "")),
            abi.encodeWithSelector(Validators.Validators_NotMember.selector, registrar)
        );
    }

    /// @dev What only takes rights away stays possible.
    function test_RemovedMember_MayStillRevoke() public {
        (bytes32 x, bytes32 y) = makeKey(5);
        vm.startPrank(registrar);
        members.removeServerAccount(registrarServer);
        members.revokeCertificateKey(x, y);
        validators.removeNode(makeAccount("registrar's node"));
    }
}

/// @notice The council tries to stop more than it may.
contract PauseAttackTest is AttackSetup {
    function setUp() public override {
        super.setUp();
        councilCall(address(access), abi.encodeCall(Access.pause, (address(registry), 7 days)));
        councilCall(address(access), abi.encodeCall(Access.pause, (address(recordLog), 7 days)));
    }

    function test_Paused_NothingIsRegisteredOrAnchored() public {
        bytes memory refused =
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, registrarServer);
        expectRefused(registrarServer, address(registry), mintCall(2), refused);
        expectRefused(registrarServer, address(registry), setModelCall(), refused);
        expectRefused(registrarServer, address(recordLog), anchorCall(10), refused);
        expectRefused(
            registrar,
            address(recordLog),
            abi.encodeCall(RecordLog.openLog, ("example.com/other", keccak256("key"))),
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, registrar)
        );
        // To the second in which it ends.
        vm.warp(GENESIS_TIME + 7 days - 1);
        expectRefused(registrarServer, address(registry), mintCall(2), refused);
        vm.warp(GENESIS_TIME + 7 days);
        allowed(registrarServer, address(registry), mintCall(2));
        allowed(registrarServer, address(recordLog), anchorCall(10));
    }

    function test_Paused_OwnersLeaveAndKeysEnd() public {
        allowed(alice, address(registry), abi.encodeCall(registry.approve, (bob, vehicleId)));
        allowed(bob, address(registry), abi.encodeCall(registry.transferFrom, (alice, bob, vehicleId)));
        allowed(bob, address(registry), abi.encodeCall(registry.setApprovalForAll, (stranger, true)));
        allowed(bob, address(registry), abi.encodeCall(registry.setApprovalForAll, (stranger, false)));
        vm.assertEq(registry.ownerOf(vehicleId), bob);
        // A stolen device key is replaced, pause or not.
        allowed(registrarServer, address(registry), rotateCall(12));
        vm.assertEq(registry.deviceKeyCount(vehicleId), 2);
    }

    function test_Paused_MembersLeaveRevokeAndVote() public {
        (bytes32 x, bytes32 y) = makeKey(5);
        allowed(registrar, address(members), abi.encodeCall(Members.addCertificateKey, (x, y)));
        allowed(registrar, address(members), abi.encodeCall(Members.revokeCertificateKey, (x, y)));
        allowed(registrar, address(members), abi.encodeCall(Members.removeServerAccount, (registrarServer)));

        nextBlock();
        vm.prank(foundation);
        uint256 id = membersVote.proposeAdmission(bob, "Bob", roles(Members.Role.Notary), "He asked.");
        allowed(foundation, address(membersVote), abi.encodeCall(MembersVote.castVote, (id, true)));
        allowed(registrar, address(membersVote), abi.encodeCall(MembersVote.castVote, (id, true)));
        allowed(stranger, address(membersVote), abi.encodeCall(MembersVote.execute, (id)));
        vm.assertEq(members.isMember(bob), true);
        allowed(registrar, address(members), abi.encodeCall(Members.resign, ()));
        vm.assertEq(members.isMember(registrar), false);
    }

    function test_Paused_ValidatorsGoOn() public {
        address node = makeAccount("manufacturer's node");
        allowed(manufacturer, address(validators), abi.encodeCall(Validators.registerNode, (node, "")));
        allowed(
            manufacturer, address(validators), abi.encodeCall(Validators.setEndpoint, (node, "enode://a"))
        );
        allowed(manufacturer, address(validators), abi.encodeCall(Validators.removeNode, (node)));
        vm.assertEq(validators.getValidators().length, 1);
    }

    /// @dev The vote can mend what the pause is for while it runs.
    function test_Paused_TheVoteUpgrades() public {
        address next = address(new VehicleRegistryNext(members));
        uint256 id = passCalls(
            asList(address(registry)), asList(abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (next, "")))
        );
        vm.warp(GENESIS_TIME + 48 hours);
        vm.assertEq(access.isTargetClosed(address(registry)), true);
        membersVote.executeCalls(id);
        vm.assertEq(VehicleRegistryNext(address(registry)).answer(), 0);
        vm.assertEq(registry.ownerOf(vehicleId), alice);
    }

    function test_Pause_RevertWhen_TwiceOrTooSoon() public {
        bytes memory recently = abi.encodeWithSelector(
            Access.Access_PausedRecently.selector, address(registry), GENESIS_TIME + 37 days
        );
        councilRefused(address(access), abi.encodeCall(Access.pause, (address(registry), 1)), recently);
        vm.warp(GENESIS_TIME + 7 days);
        councilRefused(address(access), abi.encodeCall(Access.pause, (address(registry), 1)), recently);
        vm.warp(GENESIS_TIME + 37 days - 1);
        councilRefused(address(access), abi.encodeCall(Access.pause, (address(registry), 1)), recently);
        vm.warp(GENESIS_TIME + 37 days);
        councilCall(address(access), abi.encodeCall(Access.pause, (address(registry), 1)));
    }

    function test_Pause_RevertWhen_LongerThanSevenDays() public {
        vm.warp(GENESIS_TIME + 37 days);
        councilRefused(
            address(access),
            abi.encodeCall(Access.pause, (address(registry), 7 days + 1)),
            abi.encodeWithSelector(Access.Access_PauseTooLong.selector, 7 days + 1)
        );
    }

    function test_Pause_RevertWhen_NotPausable() public {
        address[6] memory targets = [
            address(members),
            address(membersVote),
            address(validators),
            address(access),
            address(council),
            address(timelock)
        ];
        for (uint256 i = 0; i < targets.length; ++i) {
            councilRefused(
                address(access),
                abi.encodeCall(Access.pause, (targets[i], 1)),
                abi.encodeWithSelector(Access.Access_NotPausable.selector, targets[i])
            );
            councilRefused(
                address(access),
                abi.encodeCall(Access.setPausable, (targets[i], true)),
                abi.encodeWithSelector(
                    IAccessManager.AccessManagerUnauthorizedAccount.selector, address(council), 0
                )
            );
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {ContractTest} from "../support/ContractTest.sol";

contract MembersTest is ContractTest {
    function test_Constructor_AdmitsTheFirstFoundation() public view {
        Members.Member memory first = members.memberAt(0);
        vm.assertEq(first.account, foundation);
        vm.assertEq(first.name, "Foundation");
        vm.assertEq(first.roles, 1 << 10);
        vm.assertEq(first.joinedAt, GENESIS_TIME);
        vm.assertEq(members.memberCount(), 3);
    }

    function test_Constructor_RevertWhen_RolesLackFoundation() public {
        uint32 mask = roles(Members.Role.Registrar);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_RolesInvalid.selector, mask));
        new Members(foundation, "Foundation", mask);
    }

    function test_AddMember_RevertWhen_CallerIsNoFoundation() public {
        vm.prank(registrar);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NotFoundation.selector, registrar));
        members.addMember(alice, "Alice", 1);
    }

    function test_AddMember_RevertWhen_AccountIsZero() public {
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_AccountZero.selector));
        members.addMember(address(0), "Nobody", 1);
    }

    function test_AddMember_RevertWhen_AlreadyMember() public {
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_AlreadyMember.selector, registrar));
        members.addMember(registrar, "Registrar", 1);
    }

    function test_AddMember_RevertWhen_NameIsEmptyOrTooLong() public {
        vm.startPrank(foundation);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NameLengthInvalid.selector, 0));
        members.addMember(alice, "", 1);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NameLengthInvalid.selector, 129));
        members.addMember(alice, string(new bytes(129)), 1);
        members.addMember(alice, string(new bytes(128)), 1);
        vm.stopPrank();
    }

    function test_AddMember_RevertWhen_WithoutRoles() public {
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_RolesInvalid.selector, 0));
        members.addMember(alice, "Alice", 0);
    }

    function testFuzz_AddMember_GivesExactlyTheRolesOfTheMask(uint32 mask, bool isNarrow) public {
        // Half of the runs, because hardly any 32-bit mask has only the eleven lowest bits.
        if (isNarrow) mask %= 1 << 11;
        bool isValid = mask != 0 && mask < 1 << 11;
        vm.prank(foundation);
        if (isValid) {
            vm.expectEmit(address(members));
            emit Members.MemberAdded(alice, "Alice", mask);
        } else {
            vm.expectRevert(abi.encodeWithSelector(Members.Members_RolesInvalid.selector, mask));
        }
        members.addMember(alice, "Alice", mask);
        for (uint8 i = 0; i < 11; ++i) {
            vm.assertEq(members.hasRole(alice, Members.Role(i)), isValid && mask & (1 << i) != 0);
        }
        vm.assertEq(members.isMember(alice), isValid);
    }

    function test_SetRoles_LetsAMemberLeaveAndReturn() public {
        vm.startPrank(foundation);
        vm.expectEmit(address(members));
        emit Members.MemberRolesChanged(registrar, 0);
        members.setRoles(registrar, 0);
        vm.assertEq(members.isMember(registrar), false);
        vm.assertEq(members.actsFor(registrar, registrar), false);
        vm.assertEq(members.isServerAccount(registrar, registrarServer), false);

        members.setRoles(registrar, roles(Members.Role.Registrar, Members.Role.Notary));
        vm.assertEq(members.hasRole(registrar, Members.Role.Notary), true);
        vm.assertEq(members.isServerAccount(registrar, registrarServer), true);
        vm.stopPrank();
    }

    function test_SetRoles_RevertWhen_CallerIsNoFoundation() public {
        vm.prank(registrar);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NotFoundation.selector, registrar));
        members.setRoles(registrar, type(uint32).max);
    }

    function test_SetRoles_RevertWhen_NeverAMember() public {
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NotMember.selector, stranger));
        members.setRoles(stranger, 1);
    }

    function test_SetRoles_RevertWhen_MaskHasUnknownBits() public {
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_RolesInvalid.selector, 1 << 11));
        members.setRoles(registrar, 1 << 11);
    }

    function test_SetRoles_RevertWhen_LastFoundationWouldLeave() public {
        vm.startPrank(foundation);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_LastFoundation.selector, foundation));
        members.setRoles(foundation, 0);

        members.setRoles(registrar, roles(Members.Role.Registrar, Members.Role.Foundation));
        members.setRoles(foundation, 0);
        vm.stopPrank();
        vm.prank(registrar);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_LastFoundation.selector, registrar));
        members.setRoles(registrar, roles(Members.Role.Registrar));
    }

    function test_ServerAccounts_AreAddedAndRemovedByTheMember() public {
        vm.startPrank(manufacturer);
        vm.expectEmit(address(members));
        emit Members.ServerAccountAdded(manufacturer, alice);
        members.addServerAccount(alice);
        vm.expectRevert(
            abi.encodeWithSelector(Members.Members_ServerAccountKnown.selector, manufacturer, alice)
        );
        members.addServerAccount(alice);
        vm.assertEq(members.serverAccountsOf(manufacturer).length, 1);
        vm.assertEq(members.serverAccountsOf(manufacturer)[0], alice);
        vm.assertEq(members.actsFor(alice, manufacturer), true);
        vm.assertEq(members.actsFor(alice, registrar), false);
        vm.assertEq(members.isServerAccount(manufacturer, manufacturer), false);

        vm.expectEmit(address(members));
        emit Members.ServerAccountRemoved(manufacturer, alice);
        members.removeServerAccount(alice);
        vm.expectRevert(
            abi.encodeWithSelector(Members.Members_ServerAccountUnknown.selector, manufacturer, alice)
        );
        members.removeServerAccount(alice);
        vm.stopPrank();
        vm.assertEq(members.actsFor(alice, manufacturer), false);
    }

    function test_ServerAccounts_RevertWhen_CallerIsNoMember() public {
        vm.prank(registrarServer);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NotMember.selector, registrarServer));
        members.addServerAccount(alice);
    }

    /// @dev Giving up a right needs no right.
    function test_AMemberThatHasLeft_CanStillRemoveAndRevoke() public {
        (bytes32 x, bytes32 y) = makeKey(7);
        vm.prank(registrar);
        members.addCertificateKey(x, y);
        vm.prank(foundation);
        members.setRoles(registrar, 0);
        vm.startPrank(registrar);
        members.removeServerAccount(registrarServer);
        members.revokeCertificateKey(x, y);
        vm.stopPrank();
        vm.assertEq(members.serverAccountsOf(registrar).length, 0);
        vm.assertEq(members.certificateKeysOf(registrar)[0].revokedAt, GENESIS_TIME);
    }

    function test_ServerAccounts_RevertWhen_AccountIsZero() public {
        vm.prank(registrar);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_AccountZero.selector));
        members.addServerAccount(address(0));
    }

    function test_CertificateKeys_AreAddedAndRevokedForGood() public {
        (bytes32 x, bytes32 y) = makeKey(7);
        vm.startPrank(registrar);
        vm.expectEmit(address(members));
        emit Members.CertificateKeyAdded(registrar, x, y);
        members.addCertificateKey(x, y);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_CertificateKeyKnown.selector, registrar, x, y));
        members.addCertificateKey(x, y);

        vm.warp(GENESIS_TIME + 60);
        vm.expectEmit(address(members));
        emit Members.CertificateKeyRevoked(registrar, x, y);
        members.revokeCertificateKey(x, y);
        vm.expectRevert(
            abi.encodeWithSelector(Members.Members_CertificateKeyUnknown.selector, registrar, x, y)
        );
        members.revokeCertificateKey(x, y);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_CertificateKeyKnown.selector, registrar, x, y));
        members.addCertificateKey(x, y);
        vm.stopPrank();

        Members.CertificateKey[] memory keys = members.certificateKeysOf(registrar);
        vm.assertEq(keys.length, 1);
        vm.assertEq(keys[0].x, x);
        vm.assertEq(keys[0].y, y);
        vm.assertEq(keys[0].addedAt, GENESIS_TIME);
        vm.assertEq(keys[0].revokedAt, GENESIS_TIME + 60);
    }

    function test_CertificateKeys_RevertWhen_MemberCertifiesNothing() public {
        (bytes32 x, bytes32 y) = makeKey(7);
        vm.prank(manufacturer);
        members.addCertificateKey(x, y);
        address[3] memory others = [foundation, registrarServer, stranger];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.prank(others[i]);
            vm.expectRevert(abi.encodeWithSelector(Members.Members_NotCertifier.selector, others[i]));
            members.addCertificateKey(x, y);
        }
    }

    function test_CertificateKeys_RevertWhen_Full() public {
        vm.startPrank(registrar);
        for (uint256 i = 1; i <= members.CERTIFICATE_KEYS_MAX(); ++i) {
            (bytes32 keyX, bytes32 keyY) = makeKey(i);
            members.addCertificateKey(keyX, keyY);
        }
        (bytes32 x, bytes32 y) = makeKey(1000);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_CertificateKeysFull.selector, registrar));
        members.addCertificateKey(x, y);
        vm.stopPrank();
    }

    function testFuzz_CertificateKeys_RevertWhen_NotOnTheCurve(uint256 seed, uint256 bit) public {
        (bytes32 x, bytes32 y) = makeKey(bound(seed, 1, type(uint128).max));
        y ^= bytes32(1 << bound(bit, 0, 255));
        vm.prank(registrar);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_CertificateKeyInvalid.selector, x, y));
        members.addCertificateKey(x, y);
    }

    function test_GetMember_RevertWhen_NeverAMember() public {
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NotMember.selector, stranger));
        members.getMember(stranger);
    }
}

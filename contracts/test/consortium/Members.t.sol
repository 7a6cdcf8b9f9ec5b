// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ConsortiumProxy} from "../../src/consortium/ConsortiumProxy.sol";
import {IRolesListener, Members} from "../../src/consortium/Members.sol";
import {Validators} from "../../src/consortium/Validators.sol";
import {ValidatorsSetup} from "./ValidatorsSetup.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

/// @dev What a later version may look like.
contract MembersSecondVersion is Members {
    constructor() Members(address(1), address(2), IRolesListener(address(3))) {}

    function version() external pure returns (uint256) {
        return 2;
    }
}

/// @dev The branches of Members.tree.
contract MembersTest is ValidatorsSetup {
    function test_Initialize_AdmitsTheFounder() public {
        deployFounder();
        Members.Member memory first = members.memberAt(0);
        vm.assertEq(first.account, foundation);
        vm.assertEq(first.name, "Foundation");
        vm.assertEq(first.roles, roles(Members.Role.Foundation, Members.Role.Validator));
        vm.assertEq(first.joinedAt, GENESIS_TIME);
        vm.assertEq(members.memberCount(), 1);
        vm.assertEq(members.standingCount(), 1);
        vm.assertEq(members.founder(), foundation);
        vm.assertEq(members.steward(), foundation);
        vm.assertEq(members.isGenesis(), true);
        vm.assertEq(members.timelock(), address(timelock));
        vm.assertEq(members.membersVote(), address(membersVote));
        vm.assertEq(address(members.validators()), address(validators));
        vm.assertEq(members.authority(), address(access));
    }

    function test_Initialize_RevertWhen_RolesLackFoundation() public {
        Members implementation = new Members(address(timelock), address(membersVote), validators);
        uint32 mask = roles(Members.Role.Registrar);
        bytes memory call =
            abi.encodeCall(Members.initialize, (address(access), foundation, "Foundation", mask));
        vm.expectRevert(abi.encodeWithSelector(Members.Members_RolesInvalid.selector, mask));
        new ConsortiumProxy(address(implementation), call);
    }

    function test_Initialize_RevertWhen_CalledAgainOrOnTheImplementation() public {
        Members implementation = new Members(address(timelock), address(membersVote), validators);
        Members[2] memory targets = [members, implementation];
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(foundation);
            vm.expectRevert(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
            targets[i].initialize(stranger, stranger, "Stranger", roles(Members.Role.Foundation));
        }
    }

    function test_Genesis_TheFounderGovernsUntilThreeMembersStand() public {
        deployFounder();
        nextBlock();
        address[3] memory others = [stranger, address(membersVote), address(timelock)];
        for (uint256 i = 0; i < 3; ++i) {
            expectNotGoverning(others[i]);
        }
        vm.startPrank(foundation);
        members.addMember(manufacturer, "Renault", roles(Members.Role.Manufacturer));
        vm.assertEq(members.isGenesis(), true);
        members.setRoles(manufacturer, 0);
        members.addMember(registrar, "Registrar", roles(Members.Role.Registrar));
        vm.stopPrank();
        vm.assertEq(members.isGenesis(), true, "two stand, although three have joined");
        expectNotGoverning(registrar);

        nextBlock();
        vm.prank(foundation);
        vm.expectEmit(address(members));
        emit Members.GenesisEnded(3);
        members.setRoles(manufacturer, roles(Members.Role.Manufacturer));
        vm.assertEq(members.isGenesis(), false);
        vm.assertEq(members.steward(), address(timelock));
        expectNotGoverning(foundation);
        expectNotGoverning(manufacturer);
        addMember(alice, "Alice", 1);
        vm.assertEq(members.isMember(alice), true);

        uint256 endBlock = vm.getBlockNumber();
        nextBlock();
        vm.assertEq(members.wasGenesis(endBlock - 1), true);
        vm.assertEq(members.wasGenesis(endBlock), false);
    }

    function test_Genesis_NeverReturns() public {
        vm.prank(manufacturer);
        members.resign();
        setRoles(registrar, 0);
        vm.assertEq(members.standingCount(), 1);
        vm.assertEq(members.isGenesis(), false);
        vm.assertEq(members.steward(), address(timelock));
        expectNotGoverning(foundation);
    }

    /// @dev Nobody could admit the third, and the one that stays would decide alone. Its node is not what holds it.
    function test_Genesis_TheFounderStays() public {
        deployFounder();
        vm.startPrank(foundation);
        members.addMember(registrar, "Registrar", roles(Members.Role.Validator));
        vm.stopPrank();
        register(registrar, 7);
        nextBlock();
        prove(7, registrar);

        bytes memory refusal = abi.encodeWithSelector(Members.Members_FounderStays.selector, foundation);
        vm.startPrank(foundation);
        vm.expectRevert(refusal);
        members.resign();
        vm.expectRevert(refusal);
        members.setRoles(foundation, 0);
        vm.expectRevert(refusal);
        members.setRoles(foundation, roles(Members.Role.Validator));
        members.setRoles(foundation, roles(Members.Role.Foundation));
        vm.stopPrank();
        vm.prank(registrar);
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_LastValidator.selector, vm.addr(7)));
        members.resign();

        // With the third it is a member like any other.
        vm.prank(foundation);
        members.addMember(manufacturer, "Renault", roles(Members.Role.Manufacturer));
        vm.prank(foundation);
        members.resign();
        vm.assertEq(members.standingCount(), 2);
        vm.assertEq(members.isGenesis(), false);
        vm.assertEq(members.steward(), address(timelock));
    }

    function test_StandingBlock_IsThatOfTheLastComingOrGoing() public {
        vm.assertEq(members.standingBlock(stranger), 0);
        uint256 joined = members.standingBlock(registrar);
        nextBlock();
        nextBlock();
        setRoles(registrar, roles(Members.Role.Notary));
        vm.assertEq(members.standingBlock(registrar), joined, "other roles are no coming or going");
        for (uint256 i = 0; i < 2; ++i) {
            nextBlock();
            setRoles(registrar, i == 0 ? 0 : 1);
            vm.assertEq(members.standingBlock(registrar), vm.getBlockNumber());
        }
    }

    function test_AddMember_RevertWhen_CallerDoesNotGovern() public {
        address[5] memory callers = [foundation, registrar, stranger, seats[0], address(timelock)];
        for (uint256 i = 0; i < callers.length; ++i) {
            expectNotGoverning(callers[i]);
        }
    }

    function test_AddMember_RevertWhen_AccountIsZero() public {
        vm.prank(address(membersVote));
        vm.expectRevert(abi.encodeWithSelector(Members.Members_AccountZero.selector));
        members.addMember(address(0), "Nobody", 1);
    }

    function test_AddMember_RevertWhen_AlreadyMember() public {
        vm.startPrank(address(membersVote));
        vm.expectRevert(abi.encodeWithSelector(Members.Members_AlreadyMember.selector, registrar));
        members.addMember(registrar, "Registrar", 1);
        members.setRoles(registrar, 0);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_AlreadyMember.selector, registrar));
        members.addMember(registrar, "Registrar", 1);
        vm.stopPrank();
    }

    function test_AddMember_RevertWhen_NameIsEmptyOrTooLong() public {
        vm.startPrank(address(membersVote));
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NameLengthInvalid.selector, 0));
        members.addMember(alice, "", 1);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NameLengthInvalid.selector, 129));
        members.addMember(alice, string(new bytes(129)), 1);
        members.addMember(alice, string(new bytes(128)), 1);
        vm.stopPrank();
    }

    function test_AddMember_RevertWhen_WithoutRoles() public {
        vm.prank(address(membersVote));
        vm.expectRevert(abi.encodeWithSelector(Members.Members_RolesInvalid.selector, 0));
        members.addMember(alice, "Alice", 0);
    }

    function testFuzz_AddMember_GivesExactlyTheRolesOfTheMask(uint32 mask, bool isNarrow) public {
        // Half of the runs, because hardly any 32-bit mask has only the eleven lowest bits.
        if (isNarrow) mask %= 1 << 11;
        bool isValid = mask != 0 && mask < 1 << 11;
        vm.prank(address(membersVote));
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

    function test_SetRoles_DismissesAMemberAndTakesItBack() public {
        vm.expectEmit(address(members));
        emit Members.MemberRolesChanged(registrar, 0);
        setRoles(registrar, 0);
        vm.assertEq(members.isMember(registrar), false);
        vm.assertEq(members.actsFor(registrar, registrar), false);
        vm.assertEq(members.isServerAccount(registrar, registrarServer), false);
        vm.assertEq(members.standingCount(), 2);

        setRoles(registrar, roles(Members.Role.Registrar, Members.Role.Notary));
        vm.assertEq(members.hasRole(registrar, Members.Role.Notary), true);
        vm.assertEq(members.isServerAccount(registrar, registrarServer), true);
        vm.assertEq(members.standingCount(), 3);
        vm.assertEq(members.memberCount(), 3);
    }

    function test_SetRoles_RevertWhen_CallerDoesNotGovern() public {
        address[4] memory callers = [foundation, registrar, stranger, address(timelock)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(abi.encodeWithSelector(Members.Members_NotGoverning.selector, callers[i]));
            members.setRoles(registrar, type(uint32).max);
        }
    }

    function test_SetRoles_RevertWhen_NeverAMember() public {
        vm.prank(address(membersVote));
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NotMember.selector, stranger));
        members.setRoles(stranger, 1);
    }

    function test_SetRoles_RevertWhen_MaskHasUnknownBits() public {
        vm.prank(address(membersVote));
        vm.expectRevert(abi.encodeWithSelector(Members.Members_RolesInvalid.selector, 1 << 11));
        members.setRoles(registrar, 1 << 11);
    }

    function test_SetRoles_RevertWhen_LastMemberWouldLeave() public {
        deployFounder();
        vm.startPrank(foundation);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_LastMember.selector, foundation));
        members.setRoles(foundation, 0);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_LastMember.selector, foundation));
        members.resign();
        vm.stopPrank();
    }

    function test_SetRoles_RevertWhen_LastValidatorWouldLoseItsRole() public {
        bytes memory refusal =
            abi.encodeWithSelector(Validators.Validators_LastValidator.selector, foundationNode);
        vm.startPrank(address(membersVote));
        vm.expectRevert(refusal);
        members.setRoles(foundation, roles(Members.Role.Foundation));
        vm.expectRevert(refusal);
        members.setRoles(foundation, 0);
        vm.stopPrank();
    }

    function test_Resign_EndsTheMembership() public {
        vm.prank(registrar);
        vm.expectEmit(address(members));
        emit Members.MemberRolesChanged(registrar, 0);
        members.resign();
        vm.assertEq(members.isMember(registrar), false);
        vm.assertEq(members.getMember(registrar).name, "Registrar");
    }

    function test_Resign_RevertWhen_CallerIsNoMemberOrHasLeft() public {
        vm.prank(registrar);
        members.resign();
        address[3] memory callers = [stranger, registrarServer, registrar];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(abi.encodeWithSelector(Members.Members_NotMember.selector, callers[i]));
            members.resign();
        }
    }

    function test_History_AnswersForTheEndOfEachBlock() public {
        uint256 first = vm.getBlockNumber();
        addMember(alice, "Alice", 1);
        addMember(bob, "Bob", 1);
        // In the same block it comes and goes, so at its end it was no member.
        setRoles(alice, 0);
        nextBlock();
        setRoles(alice, 2);
        // Other roles of a standing member are no change of the count.
        setRoles(alice, 4);
        nextBlock();
        setRoles(bob, 0);
        nextBlock();

        uint8[5] memory counts = [0, 3, 4, 5, 4];
        for (uint256 i = 0; i < 5; ++i) {
            vm.assertEq(members.electorateAt(first - 2 + i), counts[i]);
        }
        bool[4] memory ofAlice = [false, false, true, true];
        bool[4] memory ofBob = [false, true, true, false];
        for (uint256 i = 0; i < 4; ++i) {
            vm.assertEq(members.wasMember(alice, first - 1 + i), ofAlice[i], "Alice");
            vm.assertEq(members.wasMember(bob, first - 1 + i), ofBob[i], "Bob");
        }
        vm.assertEq(members.wasMember(stranger, first), false);
    }

    function test_History_RevertWhen_TheBlockIsNotOver() public {
        uint256 current = vm.getBlockNumber();
        for (uint256 number = current; number < current + 2; ++number) {
            bytes memory refusal = abi.encodeWithSelector(Members.Members_BlockNotPast.selector, number);
            vm.expectRevert(refusal);
            members.wasMember(registrar, number);
            vm.expectRevert(refusal);
            members.electorateAt(number);
            vm.expectRevert(refusal);
            members.wasGenesis(number);
        }
    }

    function test_ServerUrl_StandsUntilTheServerGoes() public {
        vm.startPrank(registrar);
        vm.expectEmit(address(members));
        emit Members.ServerUrlChanged(registrar, registrarServer, "https://registrar.example");
        members.setServerUrl(registrarServer, "https://registrar.example");
        vm.assertEq(members.serverUrlOf(registrar, registrarServer), "https://registrar.example");
        members.setServerUrl(registrarServer, string(new bytes(256)));
        vm.expectRevert(abi.encodeWithSelector(Members.Members_ServerUrlTooLong.selector, 257));
        members.setServerUrl(registrarServer, string(new bytes(257)));

        members.removeServerAccount(registrarServer);
        vm.assertEq(members.serverUrlOf(registrar, registrarServer), "");
        vm.stopPrank();
    }

    /// @dev Two members may name the same server; what one says of it is not the other's word.
    function test_ServerUrl_IsTheWordOfTheMember() public {
        vm.startPrank(manufacturer);
        vm.expectRevert(
            abi.encodeWithSelector(
                Members.Members_ServerAccountUnknown.selector, manufacturer, registrarServer
            )
        );
        members.setServerUrl(registrarServer, "https://elsewhere.example");
        members.addServerAccount(registrarServer);
        members.setServerUrl(registrarServer, "https://elsewhere.example");
        vm.stopPrank();
        vm.assertEq(members.serverUrlOf(registrar, registrarServer), "");

        setRoles(manufacturer, 0);
        vm.prank(manufacturer);
        vm.expectRevert(
            abi.encodeWithSelector(
                Members.Members_ServerAccountUnknown.selector, manufacturer, registrarServer
            )
        );
        members.setServerUrl(registrarServer, "");
    }

    function test_Upgrade_RevertWhen_CallerIsNotTheTimelock() public {
        address next = address(new MembersSecondVersion());
        address[4] memory callers = [foundation, stranger, address(membersVote), address(council)];
        for (uint256 i = 0; i < callers.length; ++i) {
            bytes memory refusal =
                abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[i]);
            vm.startPrank(callers[i]);
            vm.expectRevert(refusal);
            members.upgradeToAndCall(next, "");
            vm.expectRevert(refusal);
            membersVote.upgradeToAndCall(next, "");
            vm.expectRevert(refusal);
            validators.upgradeToAndCall(next, "");
            vm.stopPrank();
        }
    }

    function test_Upgrade_ByTheVoteKeepsTheState() public {
        address[] memory targets = new address[](1);
        bytes[] memory payloads = new bytes[](1);
        targets[0] = address(members);
        payloads[0] =
            abi.encodeCall(members.upgradeToAndCall, (address(new MembersSecondVersion()), bytes("")));
        uint256 id = passCalls(targets, payloads);
        vm.warp(GENESIS_TIME + TIMELOCK_DELAY_SECONDS);
        membersVote.executeCalls(id);

        vm.assertEq(MembersSecondVersion(address(members)).version(), 2);
        vm.assertEq(members.getMember(registrar).name, "Registrar");
        vm.assertEq(members.standingCount(), 3);
        vm.assertEq(members.isGenesis(), false);
        vm.assertEq(members.timelock(), address(1), "immutables come with the code");
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
        setRoles(registrar, 0);
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

    function expectNotGoverning(address caller) private {
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NotGoverning.selector, caller));
        members.addMember(bob, "Bob", 1);
    }
}

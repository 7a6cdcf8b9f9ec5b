// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Access} from "../../src/consortium/Access.sol";
import {Council} from "../../src/consortium/Council.sol";
import {Genesis} from "../../src/consortium/Genesis.sol";
import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {Validators} from "../../src/consortium/Validators.sol";
import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {TokenDeployment} from "../support/TokenDeployment.sol";
import {AttackSetup} from "./AttackSetup.sol";
import {VehicleRegistryNext} from "./VehicleRegistryNext.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @notice A single institution tries to rule.
contract PowerAttackTest is AttackSetup {
    function setUp() public override {
        super.setUp();
        addMember(regulator, "Regulator", roles(Members.Role.Regulator));
        nextBlock();
    }

    function test_Foundation_HasNoPowerAfterTheGenesis() public {
        bytes memory notGoverning = abi.encodeWithSelector(Members.Members_NotGoverning.selector, foundation);
        expectRefused(
            foundation, address(members), abi.encodeCall(Members.addMember, (bob, "Bob", 1)), notGoverning
        );
        expectRefused(
            foundation, address(members), abi.encodeCall(Members.setRoles, (registrar, 0)), notGoverning
        );
        expectRefused(
            foundation,
            address(registry),
            abi.encodeCall(VehicleRegistry.assignWmi, (RENAULT, manufacturer)),
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, foundation)
        );
        expectRefused(
            foundation,
            address(council),
            abi.encodeCall(Council.setSeats, (asList(foundation), 1)),
            abi.encodeWithSelector(Council.Council_NotSteward.selector, foundation)
        );
        everythingRefused(foundation);
    }

    /// @dev Its powers do not come back when members leave again.
    function test_Foundation_HasNoPowerWhenMembersHaveLeft() public {
        address[3] memory leaving = [manufacturer, registrar, regulator];
        for (uint256 i = 0; i < leaving.length; ++i) {
            vm.prank(leaving[i]);
            members.resign();
        }
        vm.assertEq(members.standingCount(), 1);
        vm.assertEq(members.steward(), address(timelock));
        expectRefused(
            foundation,
            address(members),
            abi.encodeCall(Members.addMember, (bob, "Bob", 1)),
            abi.encodeWithSelector(Members.Members_NotGoverning.selector, foundation)
        );
    }

    /// @dev What the founder creates afterwards by Genesis has no rights anywhere.
    function test_Founder_CreatesNothingThatCounts() public {
        bytes memory creationCode = bytes.concat(type(VehicleRegistryNext).creationCode, abi.encode(members));
        uint256 index = genesis.createdCount();
        vm.prank(foundation);
        address created = genesis.create(index, creationCode);
        everythingRefused(created);
        everythingRefused(address(genesis));
    }

    /// @dev The regulator reads, and is a member like others: alone it changes, and freezes, nothing of others.
    function test_Regulator_ChangesNothingAlone() public {
        everythingRefused(regulator);
        uint64[3] memory roleIds = [uint64(0), 100, 500];
        for (uint256 i = 0; i < roleIds.length; ++i) {
            (bool isDone,) = access.hasRole(roleIds[i], regulator);
            vm.assertEq(isDone, false);
        }
    }

    function test_Others_ChangeNothingAlone() public {
        everythingRefused(manufacturer);
        everythingRefused(seats[0]);
        everythingRefused(stranger);
        everythingRefused(address(council));
    }

    /// @dev Every function with which one could change what is not one's own.
    function everythingRefused(address caller) private {
        address[5] memory targets = upgradeables();
        bytes[] memory calls = callsToAccess(caller);
        for (uint256 i = 0; i < calls.length; ++i) {
            refused(caller, address(access), calls[i]);
        }
        for (uint256 i = 0; i < targets.length; ++i) {
            refused(caller, targets[i], abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (targets[i], "")));
            refused(caller, targets[i], abi.encodeCall(IAccessManaged.setAuthority, (caller)));
        }
        if (caller != address(council)) {
            refused(caller, address(access), abi.encodeCall(Access.pause, (address(registry), 1)));
            refused(caller, address(access), abi.encodeCall(Access.pause, (address(recordLog), 1)));
        }
        refused(caller, address(members), abi.encodeCall(Members.addMember, (bob, "Bob", 1)));
        refused(caller, address(members), abi.encodeCall(Members.setRoles, (registrar, 0)));
        refused(caller, address(members), abi.encodeCall(Members.setRoles, (caller, 1)));
        refused(caller, address(members), abi.encodeCall(Members.removeServerAccount, (registrarServer)));
        refused(caller, address(members), abi.encodeCall(Members.setServerUrl, (registrarServer, "a")));
        refused(caller, address(validators), abi.encodeCall(Validators.onRolesChanged, (foundation, 0)));
        refused(caller, address(council), abi.encodeCall(Council.setSeats, (asList(caller), 1)));
        refused(caller, address(council), abi.encodeCall(Council.approve, (1)));
        refused(caller, address(council), abi.encodeCall(Council.withdrawApproval, (1)));
        refused(caller, address(timelock), abi.encodeCall(timelock.updateDelay, (0)));
        refused(
            caller, address(timelock), abi.encodeCall(timelock.grantRole, (timelock.PROPOSER_ROLE(), caller))
        );
        refused(
            caller,
            address(timelock),
            abi.encodeCall(timelock.schedule, (address(registry), 0, mintCall(2), 0, 0, 48 hours))
        );
        refused(
            caller,
            address(timelock),
            abi.encodeCall(timelock.execute, (address(registry), 0, mintCall(2), 0, 0))
        );
        refused(caller, address(timelock), abi.encodeCall(timelock.cancel, (0)));
        refused(caller, address(registry), mintCall(2));
        refused(caller, address(registry), setModelCall());
        refused(caller, address(registry), rotateCall(12));
        refused(caller, address(registry), abi.encodeCall(VehicleRegistry.assignWmi, (RENAULT, manufacturer)));
        refused(caller, address(registry), abi.encodeCall(registry.transferFrom, (alice, caller, vehicleId)));
        refused(caller, address(registry), abi.encodeCall(registry.approve, (caller, vehicleId)));
        refused(caller, address(recordLog), anchorCall(10));
        if (caller != foundation) {
            refused(caller, address(validators), abi.encodeCall(Validators.removeNode, (foundationNode)));
            refused(caller, address(validators), abi.encodeCall(Validators.setEndpoint, (foundationNode, "")));
            refused(caller, address(genesis), abi.encodeCall(Genesis.create, (13, hex"00")));
        }
    }

    function callsToAccess(address caller) private view returns (bytes[] memory calls) {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = VehicleRegistry.assignWmi.selector;
        calls = new bytes[](14);
        calls[0] = abi.encodeCall(IAccessManager.grantRole, (0, caller, 0));
        calls[1] = abi.encodeCall(IAccessManager.grantRole, (100, caller, 0));
        calls[2] = abi.encodeCall(IAccessManager.grantRole, (101, caller, 0));
        calls[3] = abi.encodeCall(IAccessManager.grantRole, (11, caller, 0));
        calls[4] = abi.encodeCall(IAccessManager.grantRole, (500, caller, 0));
        calls[5] = abi.encodeCall(IAccessManager.revokeRole, (0, address(timelock)));
        calls[6] = abi.encodeCall(IAccessManager.setRoleAdmin, (500, type(uint64).max));
        calls[7] = abi.encodeCall(
            IAccessManager.setTargetFunctionRole, (address(registry), selectors, type(uint64).max)
        );
        calls[8] = abi.encodeCall(IAccessManager.setTargetClosed, (address(registry), true));
        calls[9] = abi.encodeCall(IAccessManager.updateAuthority, (address(registry), caller));
        calls[10] = abi.encodeCall(Access.setPausable, (address(members), true));
        calls[11] = abi.encodeCall(Access.setPausable, (address(registry), false));
        calls[12] = abi.encodeCall(Access.unpause, (address(registry)));
        calls[13] = abi.encodeCall(
            IAccessManager.execute,
            (address(registry), abi.encodeCall(VehicleRegistry.assignWmi, (RENAULT, manufacturer)))
        );
    }
}

/// @notice Somebody tries to have more than one vote.
contract VoteAttackTest is AttackSetup, TokenDeployment {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        nextBlock();
        vm.prank(foundation);
        id = membersVote.proposeRoles(registrar, 0, "It has closed.");
    }

    function test_Vote_RevertWhen_Twice() public {
        vm.startPrank(foundation);
        membersVote.castVote(id, true);
        bytes memory expected =
            abi.encodeWithSelector(MembersVote.MembersVote_AlreadyVoted.selector, id, foundation);
        vm.expectRevert(expected);
        membersVote.castVote(id, true);
        vm.expectRevert(expected);
        membersVote.castVote(id, false);
        vm.assertEq(membersVote.getProposal(id).forVotes, 1);
    }

    function test_Vote_RevertWhen_ItIsAboutTheVoter() public {
        expectNotElector(registrar);
        expectNotElector(registrarServer);
        MembersVote.Proposal memory proposal = membersVote.getProposal(id);
        vm.assertEq(proposal.electorate, 2);
        vm.assertEq(proposal.needed, 2);
    }

    function test_Vote_RevertWhen_AdmittedAfterTheProposal() public {
        addMember(bob, "Bob", roles(Members.Role.Notary));
        nextBlock();
        expectNotElector(bob);
    }

    /// @dev In the very block of the proposal, before and after it.
    function test_Vote_RevertWhen_AdmittedInTheBlockOfTheProposal() public {
        addMember(bob, "Bob", roles(Members.Role.Notary));
        vm.prank(foundation);
        id = membersVote.proposeRoles(manufacturer, 0, "It has closed.");
        addMember(alice, "Alice", roles(Members.Role.Notary));
        nextBlock();
        vm.assertEq(membersVote.getProposal(id).electorate, 2);
        expectNotElector(bob);
        expectNotElector(alice);
    }

    /// @dev Neither a vote before the removal nor one after the return counts twice.
    function test_Vote_RevertWhen_RemovedAndReadmitted() public {
        vm.prank(manufacturer);
        membersVote.castVote(id, true);
        setRoles(manufacturer, 0);
        nextBlock();
        expectNotElector(manufacturer);
        setRoles(manufacturer, roles(Members.Role.Manufacturer));
        nextBlock();
        vm.prank(manufacturer);
        vm.expectRevert(
            abi.encodeWithSelector(MembersVote.MembersVote_AlreadyVoted.selector, id, manufacturer)
        );
        membersVote.castVote(id, true);
        vm.assertEq(membersVote.getProposal(id).forVotes, 1);
    }

    /// @dev A quarter of all DATR, moved from hand to hand, decides nothing.
    function test_Vote_DatrCountsNothing() public {
        deployToken(
            TokenTerms({
                technologyBeneficiary: alice,
                proceedsRecipient: bob,
                offeringDeadline: GENESIS_TIME + 365 days,
                commentPeriodSeconds: 7 days
            })
        );
        address[3] memory hands = [stranger, bob, foundation];
        address holder = address(offering);
        for (uint256 i = 0; i < hands.length; ++i) {
            vm.prank(holder);
            token.transfer(hands[i], 200_000_000e18);
            holder = hands[i];
            vm.prank(holder);
            token.delegate(holder);
            if (!members.isMember(holder)) {
                expectNotElector(holder);
                continue;
            }
            vm.prank(holder);
            membersVote.castVote(id, true);
            vm.assertEq(membersVote.getProposal(id).forVotes, 1);
        }
        vm.assertEq(uint256(membersVote.stateOf(id)), uint256(MembersVote.State.Open));
    }

    function test_Execute_RevertWhen_TheVotesAreNotEnough() public {
        vm.prank(foundation);
        membersVote.castVote(id, true);
        vm.expectRevert(
            abi.encodeWithSelector(MembersVote.MembersVote_StateInvalid.selector, id, MembersVote.State.Open)
        );
        membersVote.execute(id);
        vm.prank(manufacturer);
        membersVote.castVote(id, true);
        membersVote.execute(id);
        vm.expectRevert(
            abi.encodeWithSelector(
                MembersVote.MembersVote_StateInvalid.selector, id, MembersVote.State.Executed
            )
        );
        membersVote.execute(id);
    }

    function expectNotElector(address account) private {
        vm.prank(account);
        vm.expectRevert(abi.encodeWithSelector(MembersVote.MembersVote_NotElector.selector, id, account));
        membersVote.castVote(id, true);
    }
}

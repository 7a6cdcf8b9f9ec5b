// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Access} from "../../src/consortium/Access.sol";
import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {Timelock} from "../../src/consortium/Timelock.sol";
import {RecordLog} from "../../src/records/RecordLog.sol";
import {TokenDeployment} from "../support/TokenDeployment.sol";
import {AttackAttempts} from "./AttackAttempts.sol";
import {AttackSetup} from "./AttackSetup.sol";
import {VehicleRegistryNext} from "./VehicleRegistryNext.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

/// @notice A single institution tries to rule.
contract PowerAttackTest is AttackAttempts {
    /// @dev Else a refusal would say nothing about who is refused.
    function test_Attempts_WorkForWhomTheyAreMeant() public {
        Attempt[] memory attempts = attemptsOf(stranger);
        for (uint256 i = 0; i < attempts.length; ++i) {
            uint256 snapshot = vm.snapshotState();
            allowed(attempts[i].rightful, attempts[i].target, attempts[i].call);
            vm.revertToState(snapshot);
        }
    }

    function test_Foundation_HasNoPowerAfterTheGenesis() public {
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
        everythingRefused(address(membersVote));
    }

    function test_Unpause_RevertWhen_NotTheCouncil() public {
        vm.prank(seats[1]);
        council.approve(actionId);
        vm.assertEq(access.isTargetClosed(address(recordLog)), true);
        address[6] memory callers =
            [foundation, regulator, seats[0], stranger, address(membersVote), address(timelock)];
        for (uint256 i = 0; i < callers.length; ++i) {
            expectRefused(
                callers[i],
                address(access),
                abi.encodeCall(Access.unpause, (address(recordLog))),
                abi.encodeWithSelector(
                    IAccessManager.AccessManagerUnauthorizedAccount.selector, callers[i], uint64(101)
                )
            );
        }
        allowed(address(council), address(access), abi.encodeCall(Access.unpause, (address(recordLog))));
    }

    /// @dev What is refused to everybody, however mighty.
    function test_Everybody_IsRefusedWhatIsFixed() public {
        address[4] memory callers = [foundation, address(timelock), address(council), address(membersVote)];
        uint64[5] memory computed = [uint64(0), 1, 11, 100, 101];
        address[5] memory targets = upgradeables();
        for (uint256 i = 0; i < callers.length; ++i) {
            for (uint256 j = 0; j < computed.length; ++j) {
                expectRefused(
                    callers[i],
                    address(access),
                    abi.encodeCall(IAccessManager.grantRole, (computed[j], bob, 0)),
                    abi.encodeWithSelector(Access.Access_RoleComputed.selector, computed[j])
                );
                expectRefused(
                    callers[i],
                    targets[j],
                    abi.encodeCall(IAccessManaged.setAuthority, (address(genesis))),
                    abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[i])
                );
            }
            expectRefused(
                callers[i],
                address(timelock),
                abi.encodeCall(timelock.grantRole, (timelock.PROPOSER_ROLE(), bob)),
                abi.encodeWithSelector(Timelock.Timelock_RolesFixed.selector)
            );
        }
    }

    /// @dev Through Access a member would open logs in the name of Access, and could take the origins of others.
    function test_OpenLog_RevertWhen_InTheNameOfAccess() public {
        expectRefused(
            registrar,
            address(access),
            abi.encodeCall(
                IAccessManager.execute,
                (
                    address(recordLog),
                    abi.encodeCall(RecordLog.openLog, ("victim.example/log", keccak256("key")))
                )
            ),
            abi.encodeWithSelector(RecordLog.RecordLog_NotMember.selector, address(access))
        );
        allowed(
            manufacturer,
            address(recordLog),
            abi.encodeCall(RecordLog.openLog, ("victim.example/log", keccak256("key")))
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

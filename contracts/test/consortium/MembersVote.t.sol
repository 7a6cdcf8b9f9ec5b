// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Access} from "../../src/consortium/Access.sol";
import {ConsortiumProxy} from "../../src/consortium/ConsortiumProxy.sol";
import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {Timelock} from "../../src/consortium/Timelock.sol";
import {Bell, MembersVoteSetup} from "./MembersVoteSetup.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

/// @dev The branches of MembersVote.tree.
contract MembersVoteTest is MembersVoteSetup {
    function test_Initialize_RevertWhen_ThePeriodIsInvalid() public {
        MembersVote implementation = new MembersVote(members, timelock);
        uint64[2] memory periods = [uint64(0), 90 days + 1];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory call = abi.encodeCall(MembersVote.initialize, (address(access), periods[i]));
            vm.expectRevert(
                abi.encodeWithSelector(MembersVote.MembersVote_VotingPeriodInvalid.selector, periods[i])
            );
            new ConsortiumProxy(address(implementation), call);
        }
        bytes memory longest = abi.encodeCall(MembersVote.initialize, (address(access), uint64(90 days)));
        MembersVote other = MembersVote(address(new ConsortiumProxy(address(implementation), longest)));
        vm.assertEq(other.votingPeriodSeconds(), 90 days);
        vm.assertEq(other.authority(), address(access));
        vm.assertEq(address(other.members()), address(members));
        vm.assertEq(address(other.timelock()), address(timelock));
    }

    function test_Initialize_RevertWhen_CalledAgainOrOnTheImplementation() public {
        MembersVote[2] memory targets = [membersVote, new MembersVote(members, timelock)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
            targets[i].initialize(stranger, 1);
        }
    }

    function test_Propose_KeepsWhatItWasGiven() public {
        uint256 blockNumber = vm.getBlockNumber();
        vm.warp(GENESIS_TIME + 60);
        uint64 endsAt = GENESIS_TIME + 60 + VOTING_PERIOD_SECONDS;
        uint32 insurer = roles(Members.Role.Insurer);
        vm.expectEmit(address(membersVote));
        emit MembersVote.Proposed(
            1, foundation, MembersVote.Kind.Admission, alice, insurer, "Newcomer", REASON, endsAt, 2
        );
        vm.assertEq(proposeAdmission(alice), 1);
        vm.expectEmit(address(membersVote));
        emit MembersVote.Proposed(2, foundation, MembersVote.Kind.Roles, registrar, 0, "", REASON, endsAt, 2);
        vm.assertEq(proposeRoles(registrar, 0), 2);
        vm.expectEmit(address(membersVote));
        emit MembersVote.Proposed(
            3, manufacturer, MembersVote.Kind.Calls, address(0), 0, "", REASON, endsAt, 2
        );
        vm.assertEq(proposeRinging(manufacturer), 3);
        vm.assertEq(membersVote.proposalCount(), 3);

        MembersVote.Proposal memory proposal = membersVote.getProposal(1);
        vm.assertEq(uint256(proposal.kind), uint256(MembersVote.Kind.Admission));
        vm.assertEq(proposal.isExecuted, false);
        vm.assertEq(proposal.proposer, foundation);
        vm.assertEq(proposal.subject, alice);
        vm.assertEq(proposal.roles, insurer);
        vm.assertEq(proposal.snapshotBlock, blockNumber - 1);
        vm.assertEq(proposal.proposedAt, GENESIS_TIME + 60);
        vm.assertEq(proposal.endsAt, endsAt);
        vm.assertEq(proposal.electorate, 3);
        vm.assertEq(proposal.needed, 2);
        vm.assertEq(proposal.forVotes + proposal.againstVotes, 0);
        vm.assertEq(proposal.operation, bytes32(0));
        vm.assertEq(proposal.name, "Newcomer");
        vm.assertEq(proposal.reason, REASON);
        vm.assertEq(membersVote.getProposal(2).electorate, 2, "without the subject");
        (address[] memory targets, bytes[] memory payloads) = membersVote.callsOf(3);
        vm.assertEq(targets.length, 1);
        vm.assertEq(targets[0], address(bell));
        vm.assertEq(keccak256(payloads[0]), keccak256(abi.encodeCall(Bell.ring, (3))));
        (targets,) = membersVote.callsOf(1);
        vm.assertEq(targets.length, 0);
        expectState(3, MembersVote.State.Open);
    }

    function test_Propose_RevertWhen_CallerIsNoMember() public {
        setRoles(manufacturer, 0);
        (address[] memory targets, bytes[] memory payloads) = ring(1);
        address[3] memory callers = [stranger, registrarServer, manufacturer];
        for (uint256 i = 0; i < callers.length; ++i) {
            bytes memory refusal =
                abi.encodeWithSelector(MembersVote.MembersVote_NotMember.selector, callers[i]);
            vm.startPrank(callers[i]);
            vm.expectRevert(refusal);
            membersVote.proposeAdmission(alice, "Alice", 1, "");
            vm.expectRevert(refusal);
            membersVote.proposeRoles(registrar, 0, "");
            vm.expectRevert(refusal);
            membersVote.proposeCalls(targets, payloads, "");
            vm.stopPrank();
        }
    }

    function test_Propose_RevertWhen_TheListOfMembersWouldRefuse() public {
        vm.startPrank(registrar);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_AccountZero.selector));
        membersVote.proposeAdmission(address(0), "Nobody", 1, "");
        vm.expectRevert(abi.encodeWithSelector(Members.Members_AlreadyMember.selector, manufacturer));
        membersVote.proposeAdmission(manufacturer, "Renault", 1, "");
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NameLengthInvalid.selector, 0));
        membersVote.proposeAdmission(alice, "", 1, "");
        vm.expectRevert(abi.encodeWithSelector(Members.Members_RolesInvalid.selector, 0));
        membersVote.proposeAdmission(alice, "Alice", 0, "");
        vm.expectRevert(abi.encodeWithSelector(Members.Members_NotMember.selector, alice));
        membersVote.proposeRoles(alice, 1, "");
        vm.expectRevert(abi.encodeWithSelector(Members.Members_RolesInvalid.selector, 1 << 11));
        membersVote.proposeRoles(manufacturer, 1 << 11, "");
        vm.stopPrank();
    }

    function test_Propose_RevertWhen_TheReasonIsTooLong() public {
        (address[] memory targets, bytes[] memory payloads) = ring(1);
        string memory tooLong = string(new bytes(1025));
        bytes memory refusal = abi.encodeWithSelector(MembersVote.MembersVote_ReasonTooLong.selector, 1025);
        vm.startPrank(registrar);
        vm.expectRevert(refusal);
        membersVote.proposeAdmission(alice, "Alice", 1, tooLong);
        vm.expectRevert(refusal);
        membersVote.proposeRoles(manufacturer, 0, tooLong);
        vm.expectRevert(refusal);
        membersVote.proposeCalls(targets, payloads, tooLong);
        membersVote.proposeCalls(targets, payloads, string(new bytes(1024)));
        vm.stopPrank();
    }

    /// @dev Of two, neither removes the other. What is not about a member they decide, the last one alone, too.
    function test_Propose_RevertWhen_FewerThanTwoOthersDecide() public {
        makeVoters(2);
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(MembersVote.MembersVote_ElectorateTooSmall.selector, 1));
        membersVote.proposeRoles(manufacturer, 0, "");
        vm.prank(manufacturer);
        members.resign();
        nextBlock();
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(MembersVote.MembersVote_ElectorateTooSmall.selector, 0));
        membersVote.proposeRoles(foundation, 0, "");

        uint256[3] memory ids =
            [proposeAdmission(alice), proposeRoles(registrar, 1), proposeRinging(foundation)];
        for (uint256 i = 0; i < 3; ++i) {
            vote(ids[i], foundation, true);
            membersVote.execute(ids[i]);
        }
        vm.assertEq(members.standingCount(), 3);
        expectState(ids[2], MembersVote.State.Scheduled);
    }

    function test_ProposeCalls_RevertWhen_CallsAreInvalid() public {
        uint8[4] memory targetCounts = [0, 17, 2, 1];
        uint8[4] memory payloadCounts = [0, 17, 1, 2];
        for (uint256 i = 0; i < 4; ++i) {
            expectCallsInvalid(new address[](targetCounts[i]), new bytes[](payloadCounts[i]));
        }
        address[] memory targets = new address[](16);
        bytes[] memory payloads = new bytes[](16);
        payloads[0] = new bytes(8000);
        payloads[15] = new bytes(193);
        expectCallsInvalid(targets, payloads);
        payloads[15] = new bytes(192);
        vm.prank(registrar);
        membersVote.proposeCalls(targets, payloads, "");
    }

    /// @dev The table is written by hand: two thirds of 1 to 12 members, rounded up.
    function test_Needed_IsTwoThirdsRoundedUp() public {
        uint8[12] memory needed = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8];
        for (uint256 electorate = 1; electorate <= 12; ++electorate) {
            setUp();
            address[] memory voters = makeVoters(electorate);
            uint256 id = proposeRinging(foundation);
            checkThresholds(id, voters, needed[electorate - 1]);
        }
    }

    function test_Needed_LeavesTheSubjectOut() public {
        uint8[12] memory needed = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8];
        for (uint256 electorate = 2; electorate <= 12; ++electorate) {
            setUp();
            address[] memory all = makeVoters(electorate + 1);
            address subject = all[electorate];
            uint256 id = proposeRoles(subject, roles(Members.Role.Lender));
            vm.prank(subject);
            vm.expectRevert(abi.encodeWithSelector(MembersVote.MembersVote_NotElector.selector, id, subject));
            membersVote.castVote(id, false);

            address[] memory voters = new address[](electorate);
            for (uint256 i = 0; i < electorate; ++i) {
                voters[i] = all[i];
            }
            checkThresholds(id, voters, needed[electorate - 1]);
        }
    }

    function test_CastVote_Counts() public {
        uint256 id = proposeRinging(foundation);
        vm.expectEmit(address(membersVote));
        emit MembersVote.VoteCast(id, registrar, false, 0, 1);
        vote(id, registrar, false);
        vm.expectEmit(address(membersVote));
        emit MembersVote.VoteCast(id, foundation, true, 1, 1);
        vote(id, foundation, true);
        vm.assertEq(membersVote.voteOf(id, registrar), 2);
        vm.assertEq(membersVote.voteOf(id, foundation), 1);
        vm.assertEq(membersVote.voteOf(id, manufacturer), 0);
        vm.assertEq(membersVote.getProposal(id).forVotes, 1);
        vm.assertEq(membersVote.getProposal(id).againstVotes, 1);
    }

    function test_CastVote_RevertWhen_CastTwice() public {
        uint256 id = proposeRinging(foundation);
        vote(id, registrar, true);
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(registrar);
            vm.expectRevert(
                abi.encodeWithSelector(MembersVote.MembersVote_AlreadyVoted.selector, id, registrar)
            );
            membersVote.castVote(id, i == 0);
        }
    }

    function test_CastVote_RevertWhen_TheProposalIsUnknown() public {
        proposeRinging(foundation);
        uint256[2] memory ids = [uint256(0), 2];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory refusal =
                abi.encodeWithSelector(MembersVote.MembersVote_UnknownProposal.selector, ids[i]);
            vm.expectRevert(refusal);
            membersVote.castVote(ids[i], true);
            vm.expectRevert(refusal);
            membersVote.execute(ids[i]);
            vm.expectRevert(refusal);
            membersVote.executeCalls(ids[i]);
            vm.expectRevert(refusal);
            membersVote.getProposal(ids[i]);
            vm.expectRevert(refusal);
            membersVote.stateOf(ids[i]);
        }
    }

    /// @dev Whoever comes or goes in the block of the proposal or later changes neither who votes nor how many are
    /// needed.
    function test_Electorate_IsFixedBeforeTheProposalsBlock() public {
        address[] memory voters = makeVoters(5);
        addMember(alice, "Alice", 1);
        setRoles(voters[4], 0);
        uint256 id = proposeRinging(foundation);
        addMember(bob, "Bob", 1);
        nextBlock();
        addMember(stranger, "Stranger", 1);
        setRoles(voters[3], 0);

        vm.assertEq(membersVote.getProposal(id).electorate, 5);
        vm.assertEq(membersVote.getProposal(id).needed, 4);
        address[5] memory refused = [alice, bob, stranger, voters[3], voters[4]];
        for (uint256 i = 0; i < refused.length; ++i) {
            expectNotElector(id, refused[i]);
        }
        for (uint256 i = 0; i < 3; ++i) {
            vote(id, voters[i], true);
        }
        expectState(id, MembersVote.State.Open);
        // One that comes back was a member then and is one now.
        setRoles(voters[3], 1);
        vote(id, voters[3], true);
        expectState(id, MembersVote.State.Passed);
    }

    /// @dev Who has just been admitted may propose, but not vote on it.
    function test_Electorate_LeavesOutANewcomersOwnProposal() public {
        addMember(alice, "Alice", 1);
        uint256 id = proposeRinging(alice);
        expectNotElector(id, alice);
        nextBlock();
        vote(proposeRinging(alice), alice, true);
    }

    /// @dev What a member said while it was one stands; it can say no more.
    function test_CastVote_OfARemovedMemberStands() public {
        address[] memory voters = makeVoters(4);
        uint256 id = proposeRinging(foundation);
        uint256 other = proposeRinging(foundation);
        vote(id, voters[3], true);
        setRoles(voters[3], 0);
        expectNotElector(other, voters[3]);
        vote(id, voters[0], true);
        vote(id, voters[1], true);
        expectState(id, MembersVote.State.Passed);
        vm.assertEq(membersVote.getProposal(id).forVotes, 3);
    }

    function test_State_ExpiresToTheSecond() public {
        uint256 id = proposeRinging(foundation);
        vote(id, foundation, true);
        uint256 endsAt = membersVote.getProposal(id).endsAt;
        vm.assertEq(endsAt, GENESIS_TIME + 7 days);
        vm.warp(endsAt + 1);
        expectState(id, MembersVote.State.Expired);
        vm.prank(registrar);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Expired));
        membersVote.castVote(id, true);
        vm.warp(endsAt);
        vote(id, registrar, true);
        expectState(id, MembersVote.State.Passed);
    }

    function test_Execute_EndsToTheSecond() public {
        uint256 id = proposeAdmission(alice);
        passBy(id, foundation, registrar);
        uint256 last = membersVote.getProposal(id).endsAt + 30 days;
        vm.warp(last + 1);
        expectState(id, MembersVote.State.Expired);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Expired));
        membersVote.execute(id);
        vm.warp(last);
        membersVote.execute(id);
        vm.assertEq(members.isMember(alice), true);
    }

    function test_State_RejectedAsSoonAsItCannotPass() public {
        uint256 id = proposeRinging(foundation);
        vote(id, registrar, false);
        expectState(id, MembersVote.State.Open);
        vote(id, manufacturer, false);
        expectState(id, MembersVote.State.Rejected);
        vm.prank(foundation);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Rejected));
        membersVote.castVote(id, true);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Rejected));
        membersVote.execute(id);
        vm.warp(GENESIS_TIME + 365 days);
        expectState(id, MembersVote.State.Rejected);
    }

    function test_Execute_AdmitsAtOnce() public {
        uint256 id = proposeAdmission(alice);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Open));
        membersVote.execute(id);
        passBy(id, foundation, registrar);
        vm.prank(manufacturer);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Passed));
        membersVote.castVote(id, false);

        vm.prank(stranger);
        vm.expectEmit(address(membersVote));
        emit MembersVote.ProposalExecuted(id);
        vm.expectEmit(address(members));
        emit Members.MemberAdded(alice, "Newcomer", roles(Members.Role.Insurer));
        membersVote.execute(id);
        expectState(id, MembersVote.State.Executed);
        vm.assertEq(membersVote.getProposal(id).isExecuted, true);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Executed));
        membersVote.execute(id);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Executed));
        membersVote.executeCalls(id);
    }

    function test_Execute_ChangesRolesAndDismisses() public {
        uint256 id = proposeRoles(registrar, roles(Members.Role.Notary));
        passBy(id, foundation, manufacturer);
        membersVote.execute(id);
        vm.assertEq(members.getMember(registrar).roles, roles(Members.Role.Notary));
        id = proposeRoles(registrar, 0);
        passBy(id, foundation, manufacturer);
        membersVote.execute(id);
        vm.assertEq(members.isMember(registrar), false);

        nextBlock();
        id = proposeRoles(registrar, roles(Members.Role.Registrar));
        vm.assertEq(membersVote.getProposal(id).electorate, 2, "one that has left has no vote to leave out");
        passBy(id, foundation, manufacturer);
        membersVote.execute(id);
        vm.assertEq(members.isMember(registrar), true);
    }

    function test_Execute_RevertWhen_TheListOfMembersRefusesByNow() public {
        uint256 first = proposeAdmission(alice);
        uint256 second = proposeAdmission(alice);
        passBy(first, foundation, registrar);
        passBy(second, foundation, registrar);
        membersVote.execute(first);
        vm.expectRevert(abi.encodeWithSelector(Members.Members_AlreadyMember.selector, alice));
        membersVote.execute(second);
        expectState(second, MembersVote.State.Passed);
    }

    function test_ExecuteCalls_AfterTheDelay() public {
        uint256 id = proposeRinging(foundation);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Open));
        membersVote.executeCalls(id);
        passBy(id, foundation, registrar);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Passed));
        membersVote.executeCalls(id);

        (address[] memory targets, bytes[] memory payloads) = ring(3);
        bytes32 operation = timelock.hashOperationBatch(targets, new uint256[](1), payloads, 0, bytes32(id));
        uint64 readyAt = GENESIS_TIME + 48 hours;
        vm.prank(stranger);
        vm.expectEmit(address(membersVote));
        emit MembersVote.ProposalScheduled(id, operation, readyAt);
        membersVote.execute(id);
        expectState(id, MembersVote.State.Scheduled);
        vm.assertEq(membersVote.getProposal(id).operation, operation);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Scheduled));
        membersVote.execute(id);

        vm.warp(readyAt - 1);
        bytes32 onlyReady = bytes32(1 << uint256(TimelockController.OperationState.Ready));
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector, operation, onlyReady
            )
        );
        membersVote.executeCalls(id);
        vm.warp(readyAt);
        vm.prank(stranger);
        vm.expectEmit(address(membersVote));
        emit MembersVote.ProposalExecuted(id);
        membersVote.executeCalls(id);
        vm.assertEq(bell.strokes(), 3);
        expectState(id, MembersVote.State.Executed);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Executed));
        membersVote.executeCalls(id);
    }

    function test_ExecuteCalls_RevertWhen_OneFails() public {
        address[] memory targets = new address[](2);
        bytes[] memory payloads = new bytes[](2);
        targets[0] = targets[1] = address(bell);
        payloads[0] = abi.encodeCall(Bell.setCracked, (true));
        payloads[1] = abi.encodeCall(Bell.ring, (1));
        uint256 id = passCalls(targets, payloads);
        vm.warp(GENESIS_TIME + 48 hours);
        vm.expectRevert(abi.encodeWithSelector(Bell.Bell_Cracked.selector));
        membersVote.executeCalls(id);
        vm.assertEq(bell.isCracked(), false);
        expectState(id, MembersVote.State.Scheduled);

        // What failed once may work later, until the last second.
        bell.setCracked(true);
        payloads[0] = abi.encodeCall(Bell.setCracked, (false));
        id = passCalls(targets, payloads);
        vm.warp(GENESIS_TIME + 2 * 48 hours + 30 days + 1);
        expectState(id, MembersVote.State.Expired);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Expired));
        membersVote.executeCalls(id);
        vm.warp(GENESIS_TIME + 2 * 48 hours + 30 days);
        membersVote.executeCalls(id);
        vm.assertEq(bell.strokes(), 1);
    }

    /// @dev Without the vote, nobody schedules, executes or cancels in the timelock.
    function test_Timelock_ListensToTheVoteAlone() public {
        (address[] memory targets, bytes[] memory payloads) = ring(3);
        uint256[] memory values = new uint256[](1);
        uint256 id = passCalls(targets, payloads);
        vm.warp(GENESIS_TIME + 48 hours);
        bytes32 operation = membersVote.getProposal(id).operation;
        address[4] memory callers = [foundation, stranger, seats[0], address(council)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.startPrank(callers[i]);
            vm.expectRevert(lacksRole(callers[i], timelock.PROPOSER_ROLE()));
            timelock.scheduleBatch(targets, values, payloads, 0, 0, 48 hours);
            vm.expectRevert(lacksRole(callers[i], timelock.EXECUTOR_ROLE()));
            timelock.executeBatch(targets, values, payloads, 0, bytes32(id));
            vm.expectRevert(lacksRole(callers[i], timelock.CANCELLER_ROLE()));
            timelock.cancel(operation);
            vm.stopPrank();
        }
    }

    /// @dev Not even a vote, nor a founder alone in the genesis, makes somebody who acts without a vote.
    function test_Timelock_RolesAreFixed() public {
        bytes memory refusal = abi.encodeWithSelector(Timelock.Timelock_RolesFixed.selector);
        bytes32[3] memory roleIds =
            [timelock.PROPOSER_ROLE(), timelock.EXECUTOR_ROLE(), timelock.DEFAULT_ADMIN_ROLE()];
        for (uint256 i = 0; i < 3; ++i) {
            vm.startPrank(address(timelock));
            vm.expectRevert(refusal);
            timelock.grantRole(roleIds[i], foundation);
            vm.expectRevert(refusal);
            timelock.revokeRole(roleIds[i], address(membersVote));
            vm.expectRevert(refusal);
            timelock.renounceRole(roleIds[i], address(timelock));
            vm.stopPrank();
        }
        address[5] memory targets = [
            address(members), address(membersVote), address(validators), address(registry), address(recordLog)
        ];
        for (uint256 i = 0; i < 5; ++i) {
            vm.prank(address(timelock));
            vm.expectRevert(abi.encodeWithSelector(Access.Access_AuthorityFixed.selector, targets[i]));
            access.updateAuthority(targets[i], address(bell));
        }
    }

    /// @dev The vote can replace the vote: it is in the middle of the call when it is replaced.
    function test_ExecuteCalls_UpgradesTheVoteItself() public {
        address[] memory targets = new address[](1);
        bytes[] memory payloads = new bytes[](1);
        targets[0] = address(membersVote);
        payloads[0] = abi.encodeCall(
            membersVote.upgradeToAndCall, (address(new MembersVote(members, timelock)), bytes(""))
        );
        uint256 id = passCalls(targets, payloads);
        vm.warp(GENESIS_TIME + 48 hours);
        membersVote.executeCalls(id);
        expectState(id, MembersVote.State.Executed);
        vm.assertEq(membersVote.proposalCount(), 1);
    }

    /// @dev Nothing goes through the timelock before three members have stood: neither the founder nor two together can
    /// plant what would outlast the genesis.
    function test_Genesis_NothingIsVotedOn() public {
        deployFounder();
        nextBlock();
        bytes memory refusal = abi.encodeWithSelector(MembersVote.MembersVote_Genesis.selector);
        (address[] memory targets, bytes[] memory payloads) = ring(1);
        vm.startPrank(foundation);
        vm.expectRevert(refusal);
        membersVote.proposeAdmission(alice, "Alice", 1, "");
        vm.expectRevert(refusal);
        membersVote.proposeCalls(targets, payloads, "");
        members.addMember(alice, "Alice", 1);
        vm.stopPrank();
        nextBlock();
        vm.startPrank(alice);
        vm.expectRevert(refusal);
        membersVote.proposeRoles(foundation, 0, "");
        vm.expectRevert(refusal);
        membersVote.proposeCalls(targets, payloads, "");
        vm.stopPrank();
    }

    /// @dev In the block in which the genesis ends, the electorate would still be the founder alone.
    function test_Genesis_DecidesNothingInTheBlockOfItsEnd() public {
        deployFounder();
        nextBlock();
        (address[] memory targets, bytes[] memory payloads) = ring(1);
        bytes memory refusal = abi.encodeWithSelector(MembersVote.MembersVote_Genesis.selector);
        vm.startPrank(foundation);
        members.addMember(manufacturer, "Renault", 2);
        members.addMember(registrar, "Registrar", 4);
        vm.assertEq(members.isGenesis(), false);
        vm.expectRevert(refusal);
        membersVote.proposeAdmission(alice, "Alice", 1, "");
        vm.expectRevert(refusal);
        membersVote.proposeRoles(registrar, 0, "");
        vm.expectRevert(refusal);
        membersVote.proposeCalls(targets, payloads, "");
        vm.stopPrank();
        nextBlock();
        vm.assertEq(membersVote.getProposal(proposeAdmission(alice)).needed, 2);
    }

    /// @dev What a proposal about a member was decided on must still be so: it expires when the member leaves, is
    /// dismissed or comes back, and so do others about it.
    function test_State_OnRolesExpiresWithTheMembersStanding() public {
        uint256 notary = proposeRoles(registrar, roles(Members.Role.Notary));
        uint256 dismissal = proposeRoles(registrar, 0);
        uint256 open = proposeRoles(registrar, roles(Members.Role.Lender));
        passBy(notary, foundation, manufacturer);
        passBy(dismissal, foundation, manufacturer);
        membersVote.execute(notary);
        expectState(dismissal, MembersVote.State.Passed);
        vm.prank(registrar);
        members.resign();
        expectStanding(dismissal, open);
        setRoles(registrar, roles(Members.Role.Registrar));
        expectStanding(dismissal, open);
        vm.assertEq(members.isMember(registrar), true);
    }

    /// @dev In the very block of the proposal, too; and a return that was voted on is not voted on twice.
    function test_State_OnRolesExpiresWhenAReturnIsExecuted() public {
        setRoles(registrar, 0);
        nextBlock();
        uint256 first = proposeRoles(registrar, 1);
        uint256 second = proposeRoles(registrar, 2);
        passBy(first, foundation, manufacturer);
        passBy(second, foundation, manufacturer);
        membersVote.execute(first);
        expectState(second, MembersVote.State.Expired);
        vm.assertEq(members.getMember(registrar).roles, 1);
    }

    function test_Execute_CallsOffAtOnce() public {
        uint256 id = proposeRinging(foundation);
        passBy(id, foundation, registrar);
        membersVote.execute(id);
        bytes32 operation = membersVote.getProposal(id).operation;
        uint256 callingOff = passCallingOff(operation);
        vm.expectEmit(address(membersVote));
        emit MembersVote.ProposalExecuted(callingOff);
        vm.expectEmit(address(timelock));
        emit TimelockController.Cancelled(operation);
        membersVote.execute(callingOff);
        expectState(callingOff, MembersVote.State.Executed);
        vm.assertEq(membersVote.getProposal(callingOff).operation, bytes32(0));
        expectState(id, MembersVote.State.Expired);
        vm.warp(GENESIS_TIME + 48 hours);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Expired));
        membersVote.executeCalls(id);
        vm.assertEq(bell.strokes(), 0);
    }

    function test_Execute_RevertWhen_NothingWaitsToBeCalledOff() public {
        bytes32 pending = bytes32(
            (1 << uint256(TimelockController.OperationState.Waiting))
                | (1 << uint256(TimelockController.OperationState.Ready))
        );
        uint256 callingOff = passCallingOff(keccak256("nothing"));
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector, keccak256("nothing"), pending
            )
        );
        membersVote.execute(callingOff);
        expectState(callingOff, MembersVote.State.Passed);
    }

    /// @dev Only `cancel` with one operation, alone, is done at once; whatever looks like it waits, and fails.
    function test_Execute_SchedulesWhatIsNotExactlyACallingOff() public {
        bytes32 operation = keccak256("operation");
        bytes memory cancel = abi.encodeCall(timelock.cancel, (operation));
        bytes[4] memory payloads =
            [abi.encodeCall(timelock.cancel, (0)), bytes.concat(cancel, hex"00"), hex"", cancel];
        payloads[2] = abi.encodeCall(timelock.updateDelay, (50 hours));
        for (uint256 i = 0; i < 4; ++i) {
            address target = i == 3 ? address(bell) : address(timelock);
            passedAndScheduled(asList(target), asList(payloads[i]));
        }
        address[] memory targets = new address[](2);
        bytes[] memory calls = new bytes[](2);
        targets[0] = targets[1] = address(timelock);
        calls[0] = calls[1] = cancel;
        uint256 id = passedAndScheduled(targets, calls);
        vm.warp(GENESIS_TIME + 48 hours);
        vm.expectRevert(lacksRole(address(timelock), timelock.CANCELLER_ROLE()));
        membersVote.executeCalls(id);
    }

    /// @dev Votes for and against up to one less than what decides, and then on. The state is reset in between.
    function checkThresholds(uint256 id, address[] memory voters, uint256 needed) private {
        MembersVote.Proposal memory proposal = membersVote.getProposal(id);
        vm.assertEq(proposal.electorate, voters.length, "electorate");
        vm.assertEq(proposal.needed, needed, "needed");
        uint256 snapshot = vm.snapshotState();
        for (uint256 i = 0; i < needed; ++i) {
            expectState(id, MembersVote.State.Open);
            vote(id, voters[i], true);
        }
        expectState(id, MembersVote.State.Passed);
        vm.revertToState(snapshot);
        for (uint256 i = 0; i <= voters.length - needed; ++i) {
            expectState(id, MembersVote.State.Open);
            vote(id, voters[i], false);
        }
        expectState(id, MembersVote.State.Rejected);
    }

    function passBy(uint256 id, address first, address second) private {
        vote(id, first, true);
        if (membersVote.stateOf(id) == MembersVote.State.Open) vote(id, second, true);
        expectState(id, MembersVote.State.Passed);
    }

    function expectStanding(uint256 dismissal, uint256 open) private {
        expectState(dismissal, MembersVote.State.Expired);
        expectState(open, MembersVote.State.Expired);
        vm.expectRevert(stateInvalid(dismissal, MembersVote.State.Expired));
        membersVote.execute(dismissal);
        vm.prank(foundation);
        vm.expectRevert(stateInvalid(open, MembersVote.State.Expired));
        membersVote.castVote(open, true);
    }

    function passCallingOff(bytes32 operation) private returns (uint256 id) {
        bytes[] memory payloads = asList(abi.encodeCall(timelock.cancel, (operation)));
        vm.prank(registrar);
        id = membersVote.proposeCalls(asList(address(timelock)), payloads, "");
        passBy(id, foundation, registrar);
    }

    function passedAndScheduled(address[] memory targets, bytes[] memory payloads)
        private
        returns (uint256 id)
    {
        id = passCalls(targets, payloads);
        expectState(id, MembersVote.State.Scheduled);
        vm.assertTrue(membersVote.getProposal(id).operation != 0, "it waits");
    }

    function asList(address one) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = one;
    }

    function asList(bytes memory one) private pure returns (bytes[] memory list) {
        list = new bytes[](1);
        list[0] = one;
    }

    function expectCallsInvalid(address[] memory targets, bytes[] memory payloads) private {
        vm.prank(registrar);
        vm.expectRevert(abi.encodeWithSelector(MembersVote.MembersVote_CallsInvalid.selector));
        membersVote.proposeCalls(targets, payloads, "");
    }

    function expectNotElector(uint256 id, address account) private {
        vm.prank(account);
        vm.expectRevert(abi.encodeWithSelector(MembersVote.MembersVote_NotElector.selector, id, account));
        membersVote.castVote(id, true);
    }

    function lacksRole(address account, bytes32 role) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, account, role);
    }
}

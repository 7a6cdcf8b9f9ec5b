// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {MembersInstitutions} from "./MembersInstitutions.sol";
import {Bell} from "./MembersVoteSetup.sol";

/// @notice From the first day of a consortium on: whatever its institutions do to each other.
abstract contract MembersInvariantSetup is ContractTest {
    uint256 internal constant COUNT = 8;

    Bell internal bell;
    MembersInstitutions internal institutions;

    function setUp() public override {
        deployFounder();
        bell = new Bell(address(timelock));
        address[COUNT] memory accounts =
            [foundation, manufacturer, registrar, alice, bob, seats[0], seats[1], seats[2]];
        institutions =
            new MembersInstitutions(members, membersVote, validators, bell, address(timelock), accounts);
        institutions.passBlock(0);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(institutions);
    }
}

contract MembersInvariantTest is MembersInvariantSetup {
    function invariant_StandingCountIsTheNumberOfMembersWithRoles() public view {
        uint256 standing;
        for (uint256 i = 0; i < members.memberCount(); ++i) {
            if (members.memberAt(i).roles != 0) ++standing;
        }
        vm.assertEq(members.standingCount(), standing);
        vm.assertTrue(standing != 0, "nobody is left");
    }

    /// @dev The last block after each call, all of them at the end: a block that is over does not change.
    function invariant_TheHistoryIsThatOfTheModel() public view {
        checkBlock(institutions.blockCount() - 1);
    }

    function afterInvariant() public view {
        for (uint256 i = 0; i < institutions.blockCount(); ++i) {
            checkBlock(i);
        }
    }

    /// @dev It ends with the third member, the founder stays until then, and what is over stays over.
    function invariant_TheGenesisNeverReturns() public view {
        if (members.isGenesis()) {
            vm.assertTrue(members.standingCount() < 3, "three stand");
            vm.assertTrue(members.hasRole(foundation, Members.Role.Foundation), "the founder gave up");
        }
        vm.assertEq(members.steward(), members.isGenesis() ? foundation : address(timelock));
        uint256 last = institutions.blocks(institutions.blockCount() - 1);
        vm.assertTrue(members.wasGenesis(last) || !members.isGenesis(), "it was over");
    }

    function invariant_OnlyTheVoteChangesMembershipAfterTheGenesis() public view {
        vm.assertEq(institutions.lawlessChanges(), 0);
    }

    function invariant_EveryMemberIsListedOnce() public view {
        uint256 count = members.memberCount();
        for (uint256 i = 0; i < count; ++i) {
            address account = members.memberAt(i).account;
            vm.assertTrue(members.getMember(account).joinedAt != 0, "a member that never joined");
            for (uint256 j = 0; j < i; ++j) {
                vm.assertTrue(members.memberAt(j).account != account, "a member listed twice");
            }
        }
    }

    function invariant_NobodyActsForAMemberThatHasLeft() public view {
        for (uint256 i = 0; i < COUNT; ++i) {
            address member = institutions.accounts(i);
            if (members.isMember(member)) continue;
            for (uint256 j = 0; j < COUNT; ++j) {
                vm.assertEq(members.actsFor(institutions.accounts(j), member), false);
            }
        }
    }

    function checkBlock(uint256 index) private view {
        uint256 number = institutions.blocks(index);
        vm.assertEq(members.electorateAt(number), institutions.electorateAt(number), "electorate");
        vm.assertEq(members.wasGenesis(number), institutions.wasGenesis(number), "genesis");
        for (uint256 i = 0; i < COUNT; ++i) {
            address account = institutions.accounts(i);
            vm.assertEq(members.wasMember(account, number), institutions.wasMember(number, account), "member");
        }
    }
}

contract MembersVoteInvariantTest is MembersInvariantSetup {
    function invariant_NothingIsExecutedWithFewerThanTwoThirds() public view {
        vm.assertEq(institutions.weakExecutions(), 0);
        for (uint256 id = 1; id <= membersVote.proposalCount(); ++id) {
            MembersVote.Proposal memory proposal = membersVote.getProposal(id);
            if (proposal.isExecuted) vm.assertTrue(proposal.forVotes >= proposal.needed, "too few votes");
        }
    }

    function invariant_NothingIsExecutedTwice() public view {
        vm.assertEq(institutions.repeatedExecutions(), 0);
        vm.assertEq(bell.strokes(), institutions.expectedStrokes());
    }

    function invariant_NobodyVotesTwice() public view {
        for (uint256 id = 1; id <= membersVote.proposalCount(); ++id) {
            MembersVote.Proposal memory proposal = membersVote.getProposal(id);
            vm.assertEq(proposal.forVotes, institutions.forVotesOf(id));
            vm.assertEq(proposal.againstVotes, institutions.againstVotesOf(id));
            vm.assertTrue(proposal.forVotes + proposal.againstVotes <= proposal.electorate, "too many votes");
            for (uint256 i = 0; i < COUNT; ++i) {
                address account = institutions.accounts(i);
                uint256 votes = institutions.votesOf(id, account);
                vm.assertTrue(votes <= 1, "a vote counted twice");
                if (votes == 0) continue;
                vm.assertTrue(institutions.wasMember(proposal.snapshotBlock, account), "no elector");
                vm.assertTrue(account != proposal.subject, "the subject voted");
            }
        }
    }

    function invariant_TheElectorateIsThatOfTheModel() public view {
        for (uint256 id = 1; id <= membersVote.proposalCount(); ++id) {
            MembersVote.Proposal memory proposal = membersVote.getProposal(id);
            uint256 electorate = institutions.electorateAt(proposal.snapshotBlock);
            if (institutions.wasMember(proposal.snapshotBlock, proposal.subject)) --electorate;
            vm.assertEq(proposal.electorate, electorate);
            vm.assertTrue(
                3 * proposal.needed >= 2 * electorate && 3 * proposal.needed < 2 * electorate + 3, "needed"
            );
        }
    }

    /// @dev And about a member at least two others.
    function invariant_NothingIsVotedOnInTheGenesis() public view {
        for (uint256 id = 1; id <= membersVote.proposalCount(); ++id) {
            MembersVote.Proposal memory proposal = membersVote.getProposal(id);
            vm.assertEq(institutions.wasGenesis(proposal.snapshotBlock), false, "in the genesis");
            bool isAboutAMember = institutions.wasMember(proposal.snapshotBlock, proposal.subject);
            vm.assertTrue(proposal.electorate >= (isAboutAMember ? 2 : 1), "too few");
        }
    }

    /// @dev An operation that was called off never rings; one that rang was not called off.
    function invariant_WhatWasCalledOffIsNotExecuted() public view {
        for (uint256 id = 1; id <= membersVote.proposalCount(); ++id) {
            if (!institutions.isCalledOff(id)) continue;
            vm.assertEq(uint256(membersVote.stateOf(id)), uint256(MembersVote.State.Expired));
        }
    }
}

contract ValidatorsInvariantTest is MembersInvariantSetup {
    function invariant_ValidatorsAreNodesOfStandingValidators() public view {
        address[] memory nodes = validators.getValidators();
        vm.assertTrue(nodes.length != 0, "no validator is left");
        vm.assertEq(nodes.length, validators.validatorCount());
        for (uint256 i = 0; i < nodes.length; ++i) {
            address member = validators.getNode(nodes[i]).member;
            vm.assertTrue(members.hasRole(member, Members.Role.Validator), "a member without the role");
            vm.assertEq(validators.validatorOf(member), nodes[i]);
            vm.assertEq(validators.getNode(nodes[i]).isValidator, true);
            bool isFirst = nodes[i] == foundationNode;
            vm.assertTrue(isFirst || validators.getNode(nodes[i]).provedAt != 0, "it never proved itself");
            for (uint256 j = 0; j < i; ++j) {
                vm.assertTrue(nodes[i] != nodes[j], "a validator listed twice");
            }
        }
    }

    function invariant_TheNodesOfAllMembersAreTheNodes() public view {
        uint256 count;
        uint256 counting;
        for (uint256 i = 0; i < COUNT; ++i) {
            address member = institutions.accounts(i);
            count += validators.nodesOf(member).length;
            for (uint256 j = 0; j < validators.nodesOf(member).length; ++j) {
                vm.assertEq(validators.nodesOf(member)[j].member, member);
                if (validators.nodesOf(member)[j].isValidator) ++counting;
            }
        }
        vm.assertEq(validators.nodeCount(), count);
        vm.assertEq(validators.validatorCount(), counting);
    }

    function invariant_NoFalseProofCounts() public view {
        vm.assertEq(institutions.falseProofs(), 0);
    }
}

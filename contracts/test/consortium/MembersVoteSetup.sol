// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {ValidatorsSetup} from "./ValidatorsSetup.sol";

/// @notice Something that a vote may change, and break.
contract Bell {
    error Bell_Cracked();

    address public immutable keeper;
    bool public isCracked;
    uint256 public strokes;

    constructor(address keeper_) {
        keeper = keeper_;
    }

    function ring(uint256 count) external {
        require(!isCracked, Bell_Cracked());
        require(msg.sender == keeper, "not the keeper");
        strokes += count;
    }

    function setCracked(bool isCracked_) external {
        isCracked = isCracked_;
    }
}

/// @title Voters, and things to vote on
abstract contract MembersVoteSetup is ValidatorsSetup {
    string internal constant REASON = "https://consortium.example/minutes/7";

    Bell internal bell;

    function setUp() public virtual override {
        super.setUp();
        bell = new Bell(address(timelock));
    }

    /// @dev A consortium of `count` standing members; those of ContractTest are the first.
    function makeVoters(uint256 count) internal returns (address[] memory voters) {
        voters = new address[](count);
        address[3] memory first = [foundation, manufacturer, registrar];
        for (uint256 i = 0; i < 3; ++i) {
            if (i < count) {
                voters[i] = first[i];
            } else {
                vm.prank(first[i]);
                members.resign();
            }
        }
        for (uint256 i = 3; i < count; ++i) {
            voters[i] = makeAccount(string(abi.encodePacked("voter ", bytes1(uint8(0x41 + i)))));
            addMember(voters[i], "Voter", roles(Members.Role.Workshop));
        }
        nextBlock();
    }

    function ring(uint256 count) internal view returns (address[] memory targets, bytes[] memory payloads) {
        targets = new address[](1);
        payloads = new bytes[](1);
        targets[0] = address(bell);
        payloads[0] = abi.encodeCall(Bell.ring, (count));
    }

    function proposeRinging(address proposer) internal returns (uint256) {
        (address[] memory targets, bytes[] memory payloads) = ring(3);
        vm.prank(proposer);
        return membersVote.proposeCalls(targets, payloads, REASON);
    }

    function proposeAdmission(address account) internal returns (uint256) {
        vm.prank(foundation);
        return membersVote.proposeAdmission(account, "Newcomer", roles(Members.Role.Insurer), REASON);
    }

    function proposeRoles(address account, uint32 mask) internal returns (uint256) {
        vm.prank(foundation);
        return membersVote.proposeRoles(account, mask, REASON);
    }

    function vote(uint256 id, address voter, bool isFor) internal {
        vm.prank(voter);
        membersVote.castVote(id, isFor);
    }

    function expectState(uint256 id, MembersVote.State state) internal view {
        vm.assertEq(uint256(membersVote.stateOf(id)), uint256(state), "state");
    }

    function stateInvalid(uint256 id, MembersVote.State state) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(MembersVote.MembersVote_StateInvalid.selector, id, state);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {Timelock} from "../../src/consortium/Timelock.sol";
import {Bell, MembersVoteSetup} from "./MembersVoteSetup.sol";

/// @notice Few members, or old decisions, are used against a later will.
contract VotesAttackTest is MembersVoteSetup {
    bytes32 private constant IMPLEMENTATION_SLOT =
        bytes32(uint256(keccak256("eip1967.proxy.implementation")) - 1);

    /// @dev Of two, the first to act would rule alone from then on.
    function test_OneOfTwo_CannotDismissTheOther() public {
        vm.prank(registrar);
        members.resign();
        nextBlock();
        bytes memory refusal = abi.encodeWithSelector(MembersVote.MembersVote_ElectorateTooSmall.selector, 1);
        vm.startPrank(foundation);
        vm.expectRevert(refusal);
        membersVote.proposeRoles(manufacturer, 0, "");
        vm.expectRevert(refusal);
        membersVote.proposeRoles(manufacturer, roles(Members.Role.Notary), "");
        vm.stopPrank();
        vm.prank(manufacturer);
        vm.expectRevert(refusal);
        membersVote.proposeRoles(foundation, 0, "");
        // Nor does either decide anything else alone.
        uint256 id = proposeRinging(foundation);
        vote(id, foundation, true);
        expectState(id, MembersVote.State.Open);
        vote(id, manufacturer, false);
        expectState(id, MembersVote.State.Rejected);
    }

    function test_Dismissed_DoesNotComeBackByAnOldVote() public {
        uint256 old = proposeRoles(registrar, roles(Members.Role.Notary));
        uint256 rejected = proposeRoles(registrar, roles(Members.Role.Lender));
        uint256 dismissal = proposeRoles(registrar, 0);
        pass(old);
        pass(dismissal);
        vote(rejected, foundation, false);
        vm.assertEq(members.isMember(registrar), true);
        membersVote.execute(dismissal);

        vm.warp(GENESIS_TIME + 36 days);
        nextBlock();
        expectExpired(old);
        expectState(dismissal, MembersVote.State.Executed);
        expectState(rejected, MembersVote.State.Rejected);
        vm.assertEq(members.isMember(registrar), false);
    }

    function test_Resigned_DoesNotComeBackAgainstItsWill() public {
        uint256 id = proposeRoles(registrar, roles(Members.Role.Notary));
        vote(id, foundation, true);
        vm.prank(registrar);
        members.resign();
        vm.prank(manufacturer);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Expired));
        membersVote.castVote(id, true);
        expectExpired(id);
        vm.assertEq(members.isMember(registrar), false);
    }

    /// @dev A dismissal that lay about does not outlast a return by a later vote.
    function test_Returned_IsNotDismissedByAnOldVote() public {
        uint256 old = proposeRoles(registrar, 0);
        pass(old);
        vm.prank(registrar);
        members.resign();
        nextBlock();
        uint256 back = proposeRoles(registrar, roles(Members.Role.Registrar));
        pass(back);
        membersVote.execute(back);
        vm.assertEq(members.isMember(registrar), true);
        expectExpired(old);
    }

    /// @dev What a later vote has overtaken can be called off, so nobody makes it afterwards.
    function test_OldUpgrade_IsCalledOff() public {
        (address second, address third) =
            (address(new MembersVote(members, timelock)), address(new MembersVote(members, timelock)));
        uint256 old = scheduleUpgrade(second);
        uint256 later = scheduleUpgrade(third);
        callOff(old);
        vm.warp(GENESIS_TIME + 48 hours);
        membersVote.executeCalls(later);
        vm.prank(stranger);
        vm.expectRevert(stateInvalid(old, MembersVote.State.Expired));
        membersVote.executeCalls(old);
        vm.warp(GENESIS_TIME + 29 days);
        vm.expectRevert(stateInvalid(old, MembersVote.State.Expired));
        membersVote.executeCalls(old);
        vm.assertEq(
            address(uint160(uint256(vm.load(address(membersVote), IMPLEMENTATION_SLOT)))), third, "downgraded"
        );
    }

    /// @dev As long as nobody has executed it, and wherever the chain's clock began.
    function test_WhatIsReady_IsCalledOff() public {
        uint256[2] memory times = [GENESIS_TIME, uint256(1 days)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.warp(times[i]);
            uint256 id = schedule(address(bell), abi.encodeCall(Bell.ring, (1)));
            vm.warp(times[i] + 48 hours);
            callOff(id);
            expectState(id, MembersVote.State.Expired);
            vm.expectRevert(stateInvalid(id, MembersVote.State.Expired));
            membersVote.executeCalls(id);
        }
        vm.assertEq(bell.strokes(), 0);
    }

    /// @dev Not even a vote stops the timelock for good, or lets upgrades come without a warning.
    function test_Delay_StaysWithinItsBounds() public {
        uint256[4] memory delays = [type(uint256).max, 90 days + 1, 48 hours - 1, 0];
        for (uint256 i = 0; i < delays.length; ++i) {
            uint256 id = schedule(address(timelock), abi.encodeCall(timelock.updateDelay, (delays[i])));
            vm.warp(vm.getBlockTimestamp() + 48 hours);
            vm.expectRevert(abi.encodeWithSelector(Timelock.Timelock_DelayInvalid.selector, delays[i]));
            membersVote.executeCalls(id);
        }
        vm.assertEq(timelock.getMinDelay(), 48 hours);
    }

    function scheduleUpgrade(address code) private returns (uint256) {
        return schedule(address(membersVote), abi.encodeCall(membersVote.upgradeToAndCall, (code, bytes(""))));
    }

    function schedule(address target, bytes memory call) private returns (uint256) {
        address[] memory targets = new address[](1);
        bytes[] memory payloads = new bytes[](1);
        (targets[0], payloads[0]) = (target, call);
        return passCalls(targets, payloads);
    }

    function callOff(uint256 id) private {
        bytes32 operation = membersVote.getProposal(id).operation;
        schedule(address(timelock), abi.encodeCall(timelock.cancel, (operation)));
    }

    function pass(uint256 id) private {
        vote(id, foundation, true);
        vote(id, manufacturer, true);
        expectState(id, MembersVote.State.Passed);
    }

    function expectExpired(uint256 id) private {
        expectState(id, MembersVote.State.Expired);
        vm.prank(registrar);
        vm.expectRevert(stateInvalid(id, MembersVote.State.Expired));
        membersVote.execute(id);
    }
}

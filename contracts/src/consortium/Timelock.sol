// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title The timelock of the consortium
/// @notice Does what the members have voted for, after a delay in which everyone can see it coming. It is the only
/// administrator of the contracts that can be upgraded. Only the members' vote schedules, and only through it is
/// executed, by anyone once the delay is over: the vote knows which of its decisions have become void since. The
/// timelock has no administrator but itself, so its own delay changes only by a vote, too, and never below the delay
/// that the consortium was founded with. Who schedules, calls off and executes is fixed for good: not even a vote hands
/// that to somebody who acts without a vote.
contract Timelock is TimelockController {
    /// @notice Longest delay, in seconds.
    uint256 public constant DELAY_SECONDS_MAX = 90 days;

    /// @notice Shortest delay, in seconds: that which the consortium was founded with.
    uint256 public immutable delaySecondsMin;

    /// @notice The roles of the timelock were given when it was created.
    error Timelock_RolesFixed();
    /// @notice The delay is 1 second to `DELAY_SECONDS_MAX`, and never shorter than `delaySecondsMin`.
    error Timelock_DelayInvalid(uint256 delaySeconds);

    /// @param minDelay Delay between a vote that passed and its effect, in seconds; it never becomes shorter.
    /// @param membersVote The contract in which the members vote.
    constructor(uint256 minDelay, address membersVote)
        TimelockController(minDelay, _single(membersVote), _single(membersVote), address(0))
    {
        require(minDelay != 0 && minDelay <= DELAY_SECONDS_MAX, Timelock_DelayInvalid(minDelay));
        delaySecondsMin = minDelay;
    }

    /// @notice Changes the delay for what is scheduled from now on.
    /// @param newDelay Delay between a vote that passed and its effect, in seconds: `delaySecondsMin` to
    /// `DELAY_SECONDS_MAX`.
    /// @custom:who The timelock, after a vote of the members.
    function updateDelay(uint256 newDelay) public override {
        super.updateDelay(newDelay);
        require(newDelay >= delaySecondsMin && newDelay <= DELAY_SECONDS_MAX, Timelock_DelayInvalid(newDelay));
    }

    /// @notice Refused to everybody: the roles of the timelock are fixed.
    /// @custom:who Nobody.
    function grantRole(bytes32, address) public pure override {
        revert Timelock_RolesFixed();
    }

    /// @notice Refused to everybody: the roles of the timelock are fixed.
    /// @custom:who Nobody.
    function revokeRole(bytes32, address) public pure override {
        revert Timelock_RolesFixed();
    }

    /// @notice Refused to everybody: the roles of the timelock are fixed.
    /// @custom:who Nobody.
    function renounceRole(bytes32, address) public pure override {
        revert Timelock_RolesFixed();
    }

    function _single(address account) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }
}

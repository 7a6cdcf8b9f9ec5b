// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title The timelock of the consortium
/// @notice Does what the members have voted for, after a delay in which everyone can see it coming. It is the only
/// administrator of the contracts that can be upgraded. Only the members' vote schedules, and only through it is
/// executed, by anyone once the delay is over: the vote knows which of its decisions have become void since. The
/// timelock has no administrator but itself, so its own delay changes only by a vote, too.
contract Timelock is TimelockController {
    /// @param minDelay Delay between a vote that passed and its effect, in seconds.
    /// @param membersVote The contract in which the members vote.
    constructor(uint256 minDelay, address membersVote)
        TimelockController(minDelay, _single(membersVote), _single(membersVote), address(0))
    {}

    function _single(address account) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A part of the supply, as everyone reads it
/// @notice Each of the five contracts that hold a part of DATR says the same four things of it, so that the whole
/// supply can be listed without knowing their rules. Amounts are in the smallest unit: 1 DATR is 10^18. What
/// somebody sends to an allocation of his own accord changes none of these figures and stays there for good.
interface IAllocation {
    /// @notice The part that this contract was given. The five of them always add up to the supply that was minted.
    function total() external view returns (uint256);

    /// @notice What has left the contract under its rules.
    function released() external view returns (uint256);

    /// @notice What its rules would let leave in this very second.
    function releasableNow() external view returns (uint256);

    /// @notice The next time at which more becomes releasable.
    /// @return dueAt That time, in seconds since the epoch; zero when none is known.
    /// @return amount What becomes releasable then; zero when no time is known.
    function nextRelease() external view returns (uint64 dueAt, uint256 amount);
}

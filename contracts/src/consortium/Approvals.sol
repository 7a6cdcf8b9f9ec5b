// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @title Counting the approvals of a council
/// @notice Whoever keeps what a council decides keeps the accounts that approved, and counts here how many of them
/// are seated now. An approval of an account that has lost its seat does not count.
library Approvals {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @notice How many of the seats are among the accounts that approved.
    /// @param accounts Accounts that approved.
    /// @param seats Accounts seated now, without doubles.
    /// @return count Number of approvals that count.
    function countSeated(EnumerableSet.AddressSet storage accounts, address[] memory seats)
        internal
        view
        returns (uint256 count)
    {
        for (uint256 i = 0; i < seats.length; ++i) {
            if (accounts.contains(seats[i])) ++count;
        }
    }
}

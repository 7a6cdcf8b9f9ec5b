// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Council} from "../consortium/Council.sol";
import {Fund} from "./Fund.sol";
import {PublicOffering} from "./PublicOffering.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title The part for running the platform
/// @notice 80,000,000 DATR, from which the council pays what running the platform costs, in public.
contract OperationFund is Fund {
    /// @notice What the fund was given, in the smallest unit; it never pays more in all.
    uint256 public constant total = 80_000_000e18;

    /// @param token_ The token.
    /// @param offering_ The public offering.
    /// @param council_ Council whose seats propose and approve.
    /// @param commentPeriodSeconds_ Time for comments, in seconds.
    constructor(IERC20 token_, PublicOffering offering_, Council council_, uint64 commentPeriodSeconds_)
        Fund(token_, offering_, council_, commentPeriodSeconds_)
    {}

    /// @inheritdoc Fund
    function remaining() public view override returns (uint256) {
        return total - released;
    }
}

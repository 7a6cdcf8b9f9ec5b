// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Council} from "../consortium/Council.sol";
import {Fund} from "./Fund.sol";
import {PublicOffering} from "./PublicOffering.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title The awards of the foundation
/// @notice Receives what the foundation's part releases, and pays it as awards with a published reason and recipient.
contract FoundationAwards is Fund {
    /// @param token_ The token.
    /// @param offering_ The public offering.
    /// @param council_ Council whose seats propose and approve.
    /// @param commentPeriodSeconds_ Time for comments, in seconds.
    constructor(IERC20 token_, PublicOffering offering_, Council council_, uint64 commentPeriodSeconds_)
        Fund(token_, offering_, council_, commentPeriodSeconds_)
    {}

    /// @notice What it has received up to now, in the smallest unit. It is no allocation of its own: all of it comes from
    /// the foundation's part, or was given to it.
    function total() external view returns (uint256) {
        return released + remaining();
    }

    /// @inheritdoc Fund
    function remaining() public view override returns (uint256) {
        return token.balanceOf(address(this));
    }
}

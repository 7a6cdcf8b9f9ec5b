// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PublicOffering} from "./PublicOffering.sol";
import {Vesting} from "./Vesting.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title The foundation's part
/// @notice 120,000,000 DATR: 8,000,000, which is 1 % of the supply, on the 4th anniversary of the launch and every three
/// months after, 15 times. They go to the contract of the foundation's awards, which pays them out only for a
/// published reason.
contract FoundationVesting is Vesting {
    address private immutable _awards;

    /// @param token_ The token.
    /// @param offering_ The public offering.
    /// @param awards Contract of the foundation's awards, for good.
    constructor(IERC20 token_, PublicOffering offering_, address awards)
        Vesting(token_, offering_, 48, 3, 15, 8_000_000e18)
    {
        require(awards != address(0), Vesting_BeneficiaryZero());
        _awards = awards;
    }

    /// @inheritdoc Vesting
    function beneficiary() public view override returns (address) {
        return _awards;
    }
}

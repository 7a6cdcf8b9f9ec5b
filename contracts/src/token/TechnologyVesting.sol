// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PublicOffering} from "./PublicOffering.sol";
import {Vesting} from "./Vesting.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title The part of those who made the technology
/// @notice 64,000,000 DATR: 16,000,000, which is 2 % of the supply, on the 5th, 6th, 7th and 8th anniversary of the
/// launch. The beneficiary alone can hand its place over, and only to an account that accepts it.
contract TechnologyVesting is Vesting {
    address private _beneficiary;

    /// @notice Who may accept to become the beneficiary; zero when nobody is offered it.
    address public pendingBeneficiary;

    /// @notice The beneficiary offered its place to another account, or took the offer back.
    /// @param beneficiary The beneficiary.
    /// @param pending Account that may accept; zero for nobody.
    event BeneficiaryOffered(address indexed beneficiary, address indexed pending);

    /// @notice Another account receives what is released from now on.
    /// @param former The beneficiary before.
    /// @param beneficiary The beneficiary from now on.
    event BeneficiaryChanged(address indexed former, address indexed beneficiary);

    /// @notice Only the beneficiary hands its place over.
    error TechnologyVesting_NotBeneficiary(address account);
    /// @notice Nobody offered its place to this account.
    error TechnologyVesting_NotPending(address account);

    /// @param token_ The token.
    /// @param offering_ The public offering.
    /// @param beneficiary_ Account that receives what is released.
    constructor(IERC20 token_, PublicOffering offering_, address beneficiary_)
        Vesting(token_, offering_, 60, 12, 4, 16_000_000e18)
    {
        require(beneficiary_ != address(0), Vesting_BeneficiaryZero());
        _beneficiary = beneficiary_;
    }

    /// @notice Offers the beneficiary's place to another account. Nothing changes until that account accepts.
    /// @param pending Account that may accept; zero takes an offer back.
    /// @custom:who The beneficiary of the technology's part.
    function offerBeneficiary(address pending) external {
        require(msg.sender == _beneficiary, TechnologyVesting_NotBeneficiary(msg.sender));
        pendingBeneficiary = pending;
        emit BeneficiaryOffered(msg.sender, pending);
    }

    /// @notice Takes the beneficiary's place.
    /// @custom:who The account to which the beneficiary offered its place.
    function acceptBeneficiary() external {
        require(msg.sender == pendingBeneficiary, TechnologyVesting_NotPending(msg.sender));
        address former = _beneficiary;
        _beneficiary = msg.sender;
        pendingBeneficiary = address(0);
        emit BeneficiaryChanged(former, msg.sender);
    }

    /// @inheritdoc Vesting
    function beneficiary() public view override returns (address) {
        return _beneficiary;
    }
}

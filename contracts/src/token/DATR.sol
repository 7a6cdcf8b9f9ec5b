// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title The token of the platform
/// @notice ERC-20 with 18 decimals, ERC-2612 permits and ERC-5805 votes, counted by time (ERC-6372). All that will
/// ever exist is minted once, in the constructor, into the five contracts that hold the allocations. Nobody mints
/// afterwards; a holder may burn what is his. There is no owner, no pause and no upgrade.
contract DATR is ERC20, ERC20Permit, ERC20Votes, ERC20Burnable {
    /// @notice Part that is offered to the public, in the smallest unit.
    uint256 public constant PUBLIC_OFFERING_TOTAL = 200_000_000e18;
    /// @notice Part of those who made the technology, in the smallest unit.
    uint256 public constant TECHNOLOGY_TOTAL = 64_000_000e18;
    /// @notice Part for running the platform, in the smallest unit.
    uint256 public constant OPERATION_TOTAL = 80_000_000e18;
    /// @notice Part of the foundation, in the smallest unit.
    uint256 public constant FOUNDATION_TOTAL = 120_000_000e18;
    /// @notice Part that is paid for contributed car data, in the smallest unit.
    uint256 public constant MINING_TOTAL = 336_000_000e18;

    /// @notice The contract that offers the public part.
    address public immutable publicOffering;
    /// @notice The contract that holds the technology's part.
    address public immutable technologyVesting;
    /// @notice The contract that holds the part for running the platform.
    address public immutable operationFund;
    /// @notice The contract that holds the foundation's part.
    address public immutable foundationVesting;
    /// @notice The contract that holds the part paid for car data.
    address public immutable miningReserve;

    /// @param publicOffering_ Contract that offers the public part.
    /// @param technologyVesting_ Contract that holds the technology's part.
    /// @param operationFund_ Contract that holds the part for running the platform.
    /// @param foundationVesting_ Contract that holds the foundation's part.
    /// @param miningReserve_ Contract that holds the part paid for car data.
    constructor(
        address publicOffering_,
        address technologyVesting_,
        address operationFund_,
        address foundationVesting_,
        address miningReserve_
    ) ERC20("Datacar", "DATR") ERC20Permit("Datacar") {
        publicOffering = publicOffering_;
        technologyVesting = technologyVesting_;
        operationFund = operationFund_;
        foundationVesting = foundationVesting_;
        miningReserve = miningReserve_;
        _mint(publicOffering_, PUBLIC_OFFERING_TOTAL);
        _mint(technologyVesting_, TECHNOLOGY_TOTAL);
        _mint(operationFund_, OPERATION_TOTAL);
        _mint(foundationVesting_, FOUNDATION_TOTAL);
        _mint(miningReserve_, MINING_TOTAL);
    }

    /// @notice The time that votes are counted by, in seconds since the epoch.
    function clock() public view override returns (uint48) {
        return SafeCast.toUint48(block.timestamp);
    }

    /// @notice How votes are counted, as ERC-6372 words it.
    // forge-lint: disable-next-line(mixed-case-function)
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @notice Number of permits and delegations that an account has signed and that were used.
    /// @param account Account that signs.
    function nonces(address account) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(account);
    }

    function _update(address from, address to, uint256 amount) internal override(ERC20, ERC20Votes) {
        super._update(from, to, amount);
    }
}

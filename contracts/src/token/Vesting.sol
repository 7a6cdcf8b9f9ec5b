// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAllocation} from "./IAllocation.sol";
import {PublicOffering} from "./PublicOffering.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {DateTimeLib} from "solady/src/utils/DateTimeLib.sol";

/// @title An allocation that leaves in equal tranches on fixed dates
/// @notice Tranche i (from 0) is released `firstMonths + i * stepMonths` calendar months after the launch: on the same
/// day of the month in UTC at the same time of day, or on the month's last day where the month is shorter. Each date
/// is computed from the launch and not from the tranche before, so that the last day of January is no step to the
/// 28th of every month. Nothing is divided, so nothing is rounded.
abstract contract Vesting is IAllocation, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice A part of the schedule.
    /// @param dueAt Time from which it can be released, in seconds since the epoch.
    /// @param amount Amount in the smallest unit.
    struct Tranche {
        uint64 dueAt;
        uint256 amount;
    }

    /// @notice The token.
    IERC20 public immutable token;
    /// @notice The offering, which says when the launch was.
    PublicOffering public immutable offering;
    /// @notice Calendar months from the launch to the first tranche.
    uint256 public immutable firstMonths;
    /// @notice Calendar months from one tranche to the next.
    uint256 public immutable stepMonths;
    /// @notice Number of tranches.
    uint256 public immutable trancheCount;
    /// @notice Amount of each tranche, in the smallest unit.
    uint256 public immutable trancheAmount;

    /// @inheritdoc IAllocation
    uint256 public released;

    /// @notice Tranches that were due went to the beneficiary.
    /// @param beneficiary Account that received them.
    /// @param amount Amount in the smallest unit.
    event Released(address indexed beneficiary, uint256 amount);

    /// @notice Nothing is due; more will be at this time, in seconds since the epoch, or never when it is zero.
    error Vesting_NothingReleasable(uint64 nextAt);
    /// @notice The zero address cannot be a beneficiary.
    error Vesting_BeneficiaryZero();

    constructor(
        IERC20 token_,
        PublicOffering offering_,
        uint256 firstMonths_,
        uint256 stepMonths_,
        uint256 trancheCount_,
        uint256 trancheAmount_
    ) {
        token = token_;
        offering = offering_;
        firstMonths = firstMonths_;
        stepMonths = stepMonths_;
        trancheCount = trancheCount_;
        trancheAmount = trancheAmount_;
    }

    /// @notice Sends what is due to the beneficiary.
    /// @return amount What was sent, in the smallest unit.
    /// @custom:who Anyone, once a tranche is due. It goes to the beneficiary.
    function release() external nonReentrant returns (uint256 amount) {
        amount = releasableNow();
        if (amount == 0) {
            (uint64 nextAt,) = nextRelease();
            revert Vesting_NothingReleasable(nextAt);
        }
        released += amount;
        address to = beneficiary();
        emit Released(to, amount);
        token.safeTransfer(to, amount);
    }

    /// @notice All tranches, past and to come, in the order of time; none before the launch.
    function schedule() external view returns (Tranche[] memory tranches) {
        uint64 launchedAt = offering.launchedAt();
        return launchedAt == 0 ? new Tranche[](0) : scheduleFrom(launchedAt);
    }

    /// @inheritdoc IAllocation
    function total() external view returns (uint256) {
        return trancheCount * trancheAmount;
    }

    /// @notice Who receives what is released.
    function beneficiary() public view virtual returns (address);

    /// @notice What is due, in the smallest unit.
    function releasableNow() public view returns (uint256) {
        return vestedAt(SafeCast.toUint64(block.timestamp)) - released;
    }

    /// @notice The next tranche that is not due yet; zeros before the launch and after the last.
    /// @return dueAt Time from which it can be released, in seconds since the epoch.
    /// @return amount Its amount, in the smallest unit.
    function nextRelease() public view returns (uint64 dueAt, uint256 amount) {
        uint64 launchedAt = offering.launchedAt();
        if (launchedAt == 0) return (0, 0);
        for (uint256 i = 0; i < trancheCount; ++i) {
            dueAt = _dateOf(launchedAt, i);
            if (block.timestamp < dueAt) return (dueAt, trancheAmount);
        }
        return (0, 0);
    }

    /// @notice What has become due up to a time, released or not, in the smallest unit; zero before the launch.
    /// @param timestamp The time, in seconds since the epoch; a tranche is due at its second.
    function vestedAt(uint64 timestamp) public view returns (uint256 amount) {
        uint64 launchedAt = offering.launchedAt();
        if (launchedAt == 0) return 0;
        for (uint256 i = 0; i < trancheCount && _dateOf(launchedAt, i) <= timestamp; ++i) {
            amount += trancheAmount;
        }
    }

    /// @notice What the schedule is, or would be, for a launch at this time.
    /// @param launchAt Time of the launch, in seconds since the epoch.
    function scheduleFrom(uint64 launchAt) public view returns (Tranche[] memory tranches) {
        tranches = new Tranche[](trancheCount);
        for (uint256 i = 0; i < trancheCount; ++i) {
            tranches[i] = Tranche({dueAt: _dateOf(launchAt, i), amount: trancheAmount});
        }
    }

    function _dateOf(uint64 launchAt, uint256 tranche) private view returns (uint64) {
        return SafeCast.toUint64(DateTimeLib.addMonths(launchAt, firstMonths + tranche * stepMonths));
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAllocation} from "./IAllocation.sol";
import {PublicOffering} from "./PublicOffering.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title What is paid for contributed car data
/// @notice Holds 336,000,000 DATR and what the public offering did not sell. From the launch on, weeks are counted,
/// the first being epoch 0, and in each week the distributor of rewards may pay out at most the week's cap. The cap of
/// epoch 0 is the reserve at launch divided by 416, rounded down, and halves every 208 epochs, rounded down. What a
/// week does not pay stays here and never raises a later cap. When the cap has become 0 nothing more is paid: what
/// is left then stays locked for good (`lockedRemainder`).
contract MiningReserve is IAllocation, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice Length of an epoch, in seconds.
    uint64 public constant EPOCH_SECONDS = 7 days;

    /// @notice Number of epochs after which the cap halves.
    uint256 public constant HALVING_EPOCHS = 208;

    /// @notice The reserve at launch divided by this is the first cap: were the caps not rounded down, all of them
    /// together would be exactly the reserve.
    uint256 public constant INITIAL_CAP_DIVISOR = 416;

    /// @notice What the reserve holds before the offering's rest is added, in the smallest unit.
    uint256 public constant INITIAL_TOTAL = 336_000_000e18;

    /// @notice The token.
    IERC20 public immutable token;
    /// @notice The offering, which says when the launch was and gives what it did not sell.
    PublicOffering public immutable offering;
    /// @notice The timelock, which names the distributor after a vote of the members.
    address public immutable timelock;

    /// @notice The contract that pays rewards; zero until one is named. Once named it stays.
    address public distributor;
    /// @inheritdoc IAllocation
    uint256 public total = INITIAL_TOTAL;
    /// @inheritdoc IAllocation
    uint256 public released;
    /// @notice Cap of epoch 0 in the smallest unit; zero before the launch.
    uint256 public initialCap;
    /// @notice What was paid in an epoch, in the smallest unit.
    mapping(uint256 epoch => uint256 amount) public paidIn;

    /// @notice The epochs have begun.
    /// @param total What the reserve holds at launch, in the smallest unit.
    /// @param initialCap Cap of epoch 0, in the smallest unit.
    event EpochsStarted(uint256 total, uint256 initialCap);

    /// @notice The contract that pays rewards was named.
    /// @param distributor Contract that pays rewards.
    event DistributorSet(address indexed distributor);

    /// @notice A reward was paid.
    /// @param epoch The week that ran then, counted from 0.
    /// @param to Account that received it.
    /// @param amount Amount in the smallest unit.
    event RewardPaid(uint256 indexed epoch, address indexed to, uint256 amount);

    /// @notice Only the public offering says that the launch has come.
    error MiningReserve_NotOffering(address account);
    /// @notice Only the timelock names the distributor.
    error MiningReserve_NotTimelock(address account);
    /// @notice Only the distributor pays.
    error MiningReserve_NotDistributor(address account);
    /// @notice A distributor has been named, and stays.
    error MiningReserve_DistributorKnown(address distributor);
    /// @notice A distributor is a contract whose rules can be read; there is none at this address.
    error MiningReserve_DistributorInvalid(address distributor);
    /// @notice Nothing is paid, and no week is counted, before the launch.
    error MiningReserve_NotLaunched();
    /// @notice The week's cap leaves less than this to be paid.
    error MiningReserve_CapExceeded(uint256 epoch, uint256 left, uint256 amount);

    /// @param token_ The token.
    /// @param offering_ The public offering.
    /// @param timelock_ The timelock of the members' votes.
    constructor(IERC20 token_, PublicOffering offering_, address timelock_) {
        token = token_;
        offering = offering_;
        timelock = timelock_;
    }

    /// @notice Starts the first week.
    /// @param received What the offering gives of what it did not sell, in the smallest unit.
    /// @custom:who The public offering, once, at the launch.
    function onLaunch(uint256 received) external {
        require(msg.sender == address(offering), MiningReserve_NotOffering(msg.sender));
        total += received;
        initialCap = total / INITIAL_CAP_DIVISOR;
        emit EpochsStarted(total, initialCap);
    }

    /// @notice Names the contract that pays rewards, for good.
    /// @param distributor_ Contract that pays rewards.
    /// @custom:who The timelock, once, after a vote of the members.
    function setDistributor(address distributor_) external {
        require(msg.sender == timelock, MiningReserve_NotTimelock(msg.sender));
        require(distributor == address(0), MiningReserve_DistributorKnown(distributor));
        require(distributor_.code.length != 0, MiningReserve_DistributorInvalid(distributor_));
        distributor = distributor_;
        emit DistributorSet(distributor_);
    }

    /// @notice Pays a reward. It counts to the week that runs now, whatever it is for.
    /// @param to Account that receives it.
    /// @param amount Amount in the smallest unit.
    /// @custom:who The distributor of rewards, within the week's cap.
    function pay(address to, uint256 amount) external nonReentrant {
        require(msg.sender == distributor, MiningReserve_NotDistributor(msg.sender));
        uint256 epoch = currentEpoch();
        uint256 left = capOf(epoch) - paidIn[epoch];
        require(amount <= left, MiningReserve_CapExceeded(epoch, left, amount));

        paidIn[epoch] += amount;
        released += amount;
        emit RewardPaid(epoch, to, amount);
        token.safeTransfer(to, amount);
    }

    /// @notice What the cap of the running week leaves, whether or not a distributor has been named.
    function releasableNow() external view returns (uint256) {
        if (initialCap == 0) return 0;
        uint256 epoch = currentEpoch();
        return capOf(epoch) - paidIn[epoch];
    }

    /// @notice When the next week begins, and its cap; zeros before the launch and when no cap is left.
    /// @return dueAt Beginning of the next week, in seconds since the epoch.
    /// @return amount Its cap, in the smallest unit.
    function nextRelease() external view returns (uint64 dueAt, uint256 amount) {
        if (initialCap == 0) return (0, 0);
        uint256 next = currentEpoch() + 1;
        amount = capOf(next);
        if (amount != 0) dueAt = startOf(next);
    }

    /// @notice Number of epochs with a cap above 0; zero before the launch.
    function epochCount() external view returns (uint256) {
        return initialCap == 0 ? 0 : HALVING_EPOCHS * (Math.log2(initialCap) + 1);
    }

    /// @notice What no cap lets out, in the smallest unit: the reserve at launch less all caps together. Before the
    /// launch it is not known, and this is zero.
    function lockedRemainder() external view returns (uint256 remainder) {
        if (initialCap == 0) return 0;
        remainder = total;
        for (uint256 cap = initialCap; cap != 0; cap >>= 1) {
            remainder -= HALVING_EPOCHS * cap;
        }
    }

    /// @notice The most that may be paid in an epoch, in the smallest unit; zero before the launch.
    /// @param epoch Week, counted from 0 at the launch.
    function capOf(uint256 epoch) public view returns (uint256) {
        return initialCap >> (epoch / HALVING_EPOCHS);
    }

    /// @notice When an epoch begins, in seconds since the epoch of UNIX.
    /// @param epoch Week, counted from 0 at the launch.
    function startOf(uint256 epoch) public view returns (uint64) {
        return SafeCast.toUint64(_launchedAt() + epoch * EPOCH_SECONDS);
    }

    /// @notice The week that runs now, counted from 0 at the launch.
    function currentEpoch() public view returns (uint256) {
        return (block.timestamp - _launchedAt()) / EPOCH_SECONDS;
    }

    function _launchedAt() private view returns (uint64 launchedAt) {
        launchedAt = offering.launchedAt();
        require(launchedAt != 0, MiningReserve_NotLaunched());
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAllocation} from "./IAllocation.sol";
import {MiningReserve} from "./MiningReserve.sol";
import {PublicOfferingTerms} from "./PublicOfferingTerms.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title The public offering
/// @notice Offers 200,000,000 DATR in three rounds: subscription (round 0, 80,000,000), first placement (round 1,
/// 70,000,000) and second placement (round 2, 50,000,000). The council publishes the terms of each round once, in this
/// order. What is bought is delivered in the same transaction. Only where a round has published a minimum, what is
/// bought before the minimum is met is a claim: it is delivered once the minimum is met, and paid back if it is not.
/// What a round leaves unsold, and all of a round that failed, is offered by the next; after the last it goes to the
/// mining reserve. When the rounds are over, or the deadline has passed, anyone launches: all schedules count from
/// that second. Rounding: a cost is rounded up to the next smallest unit of the payment, in favour of the offering.
contract PublicOffering is PublicOfferingTerms, IAllocation, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    struct RoundRecord {
        RoundTerms terms;
        uint64 closedAt;
        uint256 sold;
        uint256 owed;
        uint256 raised;
        uint256 paidOut;
        uint256 rolledOn;
    }

    /// @notice Number of rounds: 0 subscription, 1 first placement, 2 second placement.
    uint256 public constant ROUND_COUNT = 3;

    /// @notice What this contract was given, in the smallest unit.
    uint256 public constant INITIAL_TOTAL = 200_000_000e18;

    /// @notice Longest time from the deployment to the deadline, ten years in seconds: until then schedules may have to
    /// wait.
    uint64 public constant DEADLINE_SECONDS_MAX = 3_653 days;

    uint256 private constant _DATR = 1e18;

    /// @notice The token.
    IERC20 public immutable token;
    /// @notice The council, which publishes the rounds.
    address public immutable council;
    /// @notice The contract that receives what is not sold.
    MiningReserve public immutable miningReserve;
    /// @notice Account that receives the proceeds.
    address public immutable proceedsRecipient;
    /// @notice Time by which every round has closed, and from which anyone can launch whatever happened, in seconds
    /// since the epoch.
    uint64 public immutable deadline;

    /// @notice Time of the launch, in seconds since the epoch; zero before it.
    uint64 public launchedAt;
    /// @notice Number of rounds whose terms are published.
    uint256 public publishedCount;
    /// @inheritdoc IAllocation
    uint256 public released;

    RoundRecord[3] private _rounds;
    mapping(uint256 round => mapping(address buyer => Purchase)) private _purchases;

    modifier onlyKnown(uint256 round) {
        require(round < ROUND_COUNT, PublicOffering_UnknownRound(round));
        _;
    }

    /// @param token_ The token.
    /// @param council_ Council that publishes the rounds.
    /// @param miningReserve_ Contract that receives what is not sold.
    /// @param proceedsRecipient_ Account that receives the proceeds, for good; one that takes no coin would lock them.
    /// @param deadline_ Time by which every round has closed, in seconds since the epoch.
    constructor(
        IERC20 token_,
        address council_,
        MiningReserve miningReserve_,
        address proceedsRecipient_,
        uint64 deadline_
    ) {
        require(proceedsRecipient_ != address(0), PublicOffering_AddressZero());
        require(
            deadline_ > block.timestamp && deadline_ <= block.timestamp + DEADLINE_SECONDS_MAX,
            PublicOffering_DeadlineInvalid(deadline_)
        );
        token = token_;
        council = council_;
        miningReserve = miningReserve_;
        proceedsRecipient = proceedsRecipient_;
        deadline = deadline_;
    }

    /// @notice Publishes the terms of the next round, for good.
    /// @param round Number of the round, which must be the next.
    /// @param terms Its terms.
    /// @custom:who The council, by as many approvals as it needs.
    function publishRound(uint256 round, RoundTerms calldata terms) external {
        require(msg.sender == council, PublicOffering_NotCouncil(msg.sender));
        require(
            round == publishedCount && round < ROUND_COUNT, PublicOffering_NotNextRound(round, publishedCount)
        );
        uint64 earliestAt = _earliestOpening(round);
        require(
            terms.opensAt >= earliestAt && terms.closesAt > terms.opensAt && terms.closesAt <= deadline,
            PublicOffering_TimesInvalid(terms.opensAt, terms.closesAt, earliestAt)
        );
        require(terms.price != 0, PublicOffering_PriceZero());
        require(
            terms.paymentToken == address(0)
                || (terms.paymentToken != address(token) && terms.paymentToken.code.length != 0),
            PublicOffering_PaymentTokenInvalid(terms.paymentToken)
        );
        require(
            terms.minimum <= amountOf(round), PublicOffering_MinimumInvalid(terms.minimum, amountOf(round))
        );

        publishedCount = round + 1;
        _rounds[round].terms = terms;
        emit RoundPublished(round, terms);
    }

    /// @notice Buys DATR. A round paid in the native coin is sent exactly `costOf(round, amount)`; for one paid in a
    /// token, this contract must have an allowance of as much.
    /// @param round Number of the round.
    /// @param amount DATR in the smallest unit.
    /// @param costMax The most that the buyer wants to pay, in the smallest unit of the payment.
    /// @param proof Proof that the buyer is on the round's list; empty when it has none.
    /// @return cost What was paid, in the smallest unit of the payment.
    /// @custom:who Anyone, or whoever is on the round's list, while the round is open.
    function buy(uint256 round, uint256 amount, uint256 costMax, bytes32[] calldata proof)
        external
        payable
        nonReentrant
        returns (uint256 cost)
    {
        return _buy(round, amount, costMax, proof);
    }

    /// @notice Buys DATR for a payment token with a permit (ERC-2612) of the buyer over `costMax`, in one transaction.
    /// A permit that somebody else has used before does no harm.
    /// @param round Number of the round.
    /// @param amount DATR in the smallest unit.
    /// @param costMax The most that the buyer wants to pay, in the smallest unit of the payment; what the permit is for.
    /// @param proof Proof that the buyer is on the round's list; empty when it has none.
    /// @param permit The signature under the permit.
    /// @return cost What was paid, in the smallest unit of the payment.
    /// @custom:who Anyone, or whoever is on the round's list, while the round is open.
    function buyWithPermit(
        uint256 round,
        uint256 amount,
        uint256 costMax,
        bytes32[] calldata proof,
        PermitSignature calldata permit
    ) external nonReentrant onlyKnown(round) returns (uint256 cost) {
        address paymentToken = _rounds[round].terms.paymentToken;
        require(paymentToken != address(0), PublicOffering_NoPermitForCoin(round));
        // Whoever saw the signature may have used it first; then the allowance is there, and only that counts.
        try IERC20Permit(paymentToken)
            .permit(msg.sender, address(this), costMax, permit.deadline, permit.v, permit.r, permit.s) {}
            catch {}
        return _buy(round, amount, costMax, proof);
    }

    /// @notice Delivers a claim once the round's minimum is met.
    /// @param round Number of the round.
    /// @param buyer Account that bought, and receives.
    /// @return amount DATR in the smallest unit.
    /// @custom:who Anyone, once the minimum is met. It goes to the buyer.
    function claim(uint256 round, address buyer)
        external
        nonReentrant
        onlyKnown(round)
        returns (uint256 amount)
    {
        Purchase storage purchase = _purchases[round][buyer];
        amount = purchase.owed;
        require(amount != 0 && _isMinimumMet(_rounds[round]), PublicOffering_NothingToClaim(round, buyer));
        purchase.owed = 0;
        _rounds[round].owed -= amount;
        released += amount;
        emit Claimed(round, buyer, amount);
        token.safeTransfer(buyer, amount);
    }

    /// @notice Pays back what was paid in a round that failed; closes the round first where nobody has.
    /// @param round Number of the round.
    /// @param buyer Account that bought, and is paid back.
    /// @return cost What is paid back, in the smallest unit of the payment.
    /// @custom:who Anyone, once the round has failed. It goes to the buyer.
    function refund(uint256 round, address buyer)
        external
        nonReentrant
        onlyKnown(round)
        returns (uint256 cost)
    {
        RoundRecord storage record = _rounds[round];
        _closeUpTo(round);
        cost = _purchases[round][buyer].paid;
        require(cost != 0 && !_isMinimumMet(record), PublicOffering_NothingToRefund(round, buyer));
        record.owed -= _purchases[round][buyer].owed;
        record.paidOut += cost;
        delete _purchases[round][buyer];
        emit Refunded(round, buyer, cost);
        _send(record.terms.paymentToken, buyer, cost);
    }

    /// @notice Closes a round that is sold out or whose time is over, and those before it. A round that was never
    /// published is over at the deadline.
    /// @param round Number of the round.
    /// @custom:who Anyone, once the round is sold out or its time is over.
    function closeRound(uint256 round) external nonReentrant onlyKnown(round) {
        require(_rounds[round].closedAt == 0, PublicOffering_AlreadyClosed(round));
        _closeUpTo(round);
    }

    /// @notice Sends what a round has raised to the recipient of proceeds. Where there is a minimum, only once it is met.
    /// @param round Number of the round.
    /// @return amount What was sent, in the smallest unit of the payment.
    /// @custom:who Anyone. It goes to the recipient of proceeds.
    function collectProceeds(uint256 round) external nonReentrant onlyKnown(round) returns (uint256 amount) {
        RoundRecord storage record = _rounds[round];
        amount = record.raised - record.paidOut;
        require(amount != 0 && _isMinimumMet(record), PublicOffering_NothingToCollect(round));
        record.paidOut = record.raised;
        emit ProceedsCollected(round, proceedsRecipient, record.terms.paymentToken, amount);
        _send(record.terms.paymentToken, proceedsRecipient, amount);
    }

    /// @notice Closes what is over, gives what was not sold to the mining reserve, and starts all schedules.
    /// @custom:who Anyone, once all three rounds are over, or the deadline has passed.
    function launch() external nonReentrant {
        require(launchedAt == 0, PublicOffering_AlreadyLaunched());
        _closeUpTo(ROUND_COUNT - 1);
        launchedAt = SafeCast.toUint64(block.timestamp);
        uint256 unsold = _rounds[ROUND_COUNT - 1].rolledOn;
        emit Launched(launchedAt, unsold);
        token.safeTransfer(address(miningReserve), unsold);
        miningReserve.onLaunch(unsold);
    }

    /// @notice What this contract was given; after the launch, without what went to the mining reserve.
    function total() external view returns (uint256) {
        return launchedAt == 0 ? INITIAL_TOTAL : INITIAL_TOTAL - _rounds[ROUND_COUNT - 1].rolledOn;
    }

    /// @notice What can be bought now, and claims that can be delivered now.
    function releasableNow() external view returns (uint256 amount) {
        for (uint256 round = 0; round < ROUND_COUNT; ++round) {
            RoundRecord storage record = _rounds[round];
            if (_stateOf(round) == RoundState.Open) amount += _availableIn(round) - record.sold;
            if (_isMinimumMet(record)) amount += record.owed;
        }
    }

    /// @notice When the next round opens, and what it offers, as far as that is certain now.
    /// @return dueAt Its opening, in seconds since the epoch; zero when none is announced.
    /// @return amount What it offers, in the smallest unit.
    function nextRelease() external view returns (uint64 dueAt, uint256 amount) {
        for (uint256 round = 0; round < ROUND_COUNT; ++round) {
            if (_stateOf(round) == RoundState.Announced) {
                return (_rounds[round].terms.opensAt, _availableIn(round));
            }
        }
    }

    /// @notice A round.
    /// @param round Number of the round.
    function roundOf(uint256 round) external view onlyKnown(round) returns (Round memory) {
        RoundRecord storage record = _rounds[round];
        bool isMet = _isMinimumMet(record);
        return Round({
            state: _stateOf(round),
            isMinimumMet: isMet,
            isFailed: record.closedAt != 0 && !isMet,
            closedAt: record.closedAt,
            terms: record.terms,
            available: _availableIn(round),
            sold: record.sold,
            owed: record.owed,
            raised: record.raised,
            paidOut: record.paidOut,
            rolledOn: record.rolledOn
        });
    }

    /// @notice What a buyer has in a round.
    /// @param round Number of the round.
    /// @param buyer Account of the buyer.
    function purchaseOf(uint256 round, address buyer) external view returns (Purchase memory) {
        return _purchases[round][buyer];
    }

    /// @notice What an amount of DATR costs in a round whose terms are published, rounded up.
    /// @param round Number of the round.
    /// @param amount DATR in the smallest unit.
    /// @return cost Cost in the smallest unit of the payment; zero before the terms are published.
    function costOf(uint256 round, uint256 amount) public view onlyKnown(round) returns (uint256 cost) {
        return Math.mulDiv(amount, _rounds[round].terms.price, _DATR, Math.Rounding.Ceil);
    }

    /// @notice What a round brings itself, in the smallest unit of DATR, without what earlier rounds left.
    /// @param round Number of the round.
    function amountOf(uint256 round) public pure onlyKnown(round) returns (uint256) {
        if (round == 0) return 80_000_000e18;
        return round == 1 ? 70_000_000e18 : 50_000_000e18;
    }

    function _buy(uint256 round, uint256 amount, uint256 costMax, bytes32[] calldata proof)
        private
        returns (uint256 cost)
    {
        RoundRecord storage record = _openRound(round, amount, proof);
        cost = costOf(round, amount);
        require(cost <= costMax, PublicOffering_CostExceeded(cost, costMax));

        bool wasMet = _isMinimumMet(record);
        record.sold += amount;
        record.raised += cost;
        bool isMet = _isMinimumMet(record);
        Purchase storage purchase = _purchases[round][msg.sender];
        purchase.bought += amount;
        purchase.paid += cost;
        if (isMet) {
            released += amount;
        } else {
            purchase.owed += amount;
            record.owed += amount;
        }
        emit Bought(round, msg.sender, amount, cost, isMet);
        if (isMet && !wasMet) emit MinimumMet(round);

        _receive(record.terms.paymentToken, cost);
        if (isMet) token.safeTransfer(msg.sender, amount);
    }

    /// @dev The round, if it is open and this buyer may buy as much; earlier rounds are closed first, because what they
    /// left is offered now.
    function _openRound(uint256 round, uint256 amount, bytes32[] calldata proof)
        private
        onlyKnown(round)
        returns (RoundRecord storage record)
    {
        record = _rounds[round];
        RoundState state = _stateOf(round);
        require(state == RoundState.Open, PublicOffering_NotOpen(round, state));
        if (round != 0) _closeUpTo(round - 1);
        require(amount != 0, PublicOffering_AmountZero());
        uint256 left = _availableIn(round) - record.sold;
        require(amount <= left, PublicOffering_NotEnoughLeft(round, left, amount));
        bytes32 root = record.terms.allowListRoot;
        if (root != 0) {
            // Hashed twice: no leaf can be mistaken for an inner node, whose preimage is hashed once.
            bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(msg.sender))));
            require(
                MerkleProof.verifyCalldata(proof, root, leaf), PublicOffering_NotAllowed(round, msg.sender)
            );
        }
        uint256 buyerMax = record.terms.buyerMax;
        if (buyerMax != 0) {
            left = buyerMax - _purchases[round][msg.sender].bought;
            require(amount <= left, PublicOffering_BuyerMaxExceeded(round, left, amount));
        }
    }

    function _receive(address paymentToken, uint256 cost) private {
        if (paymentToken == address(0)) {
            require(msg.value == cost, PublicOffering_ValueInvalid(cost, msg.value));
            return;
        }
        require(msg.value == 0, PublicOffering_ValueInvalid(0, msg.value));
        uint256 before = IERC20(paymentToken).balanceOf(address(this));
        IERC20(paymentToken).safeTransferFrom(msg.sender, address(this), cost);
        uint256 received = IERC20(paymentToken).balanceOf(address(this)) - before;
        require(received == cost, PublicOffering_PaymentIncomplete(cost, received));
    }

    function _send(address paymentToken, address to, uint256 amount) private {
        if (paymentToken == address(0)) Address.sendValue(payable(to), amount);
        else IERC20(paymentToken).safeTransfer(to, amount);
    }

    /// @dev Closes this round and those before it, in order, where they are not closed yet. All of them must be over.
    function _closeUpTo(uint256 last) private {
        for (uint256 round = 0; round <= last; ++round) {
            RoundRecord storage record = _rounds[round];
            if (record.closedAt != 0) continue;
            require(_isOver(round), PublicOffering_NotOver(round));
            uint256 rolledOn = _leftBy(round);
            record.rolledOn = rolledOn;
            record.closedAt = SafeCast.toUint64(block.timestamp);
            emit RoundClosed(round, record.sold, !_isMinimumMet(record), rolledOn);
        }
    }

    function _stateOf(uint256 round) private view returns (RoundState) {
        RoundRecord storage record = _rounds[round];
        if (record.closedAt != 0) return RoundState.Closed;
        if (_isOver(round)) return RoundState.Over;
        if (round >= publishedCount) return RoundState.Unpublished;
        return block.timestamp < record.terms.opensAt ? RoundState.Announced : RoundState.Open;
    }

    /// @dev Its time is over, or it is sold out. One that was never published is over at the deadline.
    function _isOver(uint256 round) private view returns (bool) {
        if (round >= publishedCount) return block.timestamp >= deadline;
        RoundRecord storage record = _rounds[round];
        return
            block.timestamp >= record.terms.closesAt
                || (record.sold != 0 && record.sold == _availableIn(round));
    }

    function _availableIn(uint256 round) private view returns (uint256 amount) {
        amount = amountOf(round);
        if (round == 0) return amount;
        if (_rounds[round - 1].closedAt != 0) return amount + _rounds[round - 1].rolledOn;
        if (_isOver(round - 1)) return amount + _leftBy(round - 1);
    }

    /// @dev What a round that is over leaves to the next.
    function _leftBy(uint256 round) private view returns (uint256) {
        RoundRecord storage record = _rounds[round];
        return _isMinimumMet(record) ? _availableIn(round) - record.sold : _availableIn(round);
    }

    function _isMinimumMet(RoundRecord storage record) private view returns (bool) {
        return record.sold >= record.terms.minimum;
    }

    /// @dev Now, or when the round before closes if that is later. One that was sold out and closed early is past.
    function _earliestOpening(uint256 round) private view returns (uint64 earliestAt) {
        earliestAt = SafeCast.toUint64(block.timestamp);
        if (round == 0 || _rounds[round - 1].closedAt != 0) return earliestAt;
        uint64 closesAt = _rounds[round - 1].terms.closesAt;
        if (closesAt > earliestAt) earliestAt = closesAt;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Approvals} from "../consortium/Approvals.sol";
import {Council} from "../consortium/Council.sol";
import {IAllocation} from "./IAllocation.sol";
import {PublicOffering} from "./PublicOffering.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @title A fund whose payments are proposed in public
/// @notice From the launch on, a seat of the council proposes a release with its recipient, amount, purpose and the
/// hash of a published document. It stands open for comment for a set time; after that, and not before, anyone can
/// have it paid if as many seats of the council approve it as the council's threshold says. Approvals of accounts that
/// have lost their seat do not count, and the threshold is that of the payment's second. A rejection settles a release
/// when, with it, the seats that have not rejected are fewer than the threshold; a change of seats settles nothing by
/// itself. A release expires `APPROVAL_SECONDS` after the time for comments. Everything stays readable.
abstract contract Fund is IAllocation, ReentrancyGuardTransient {
    using Approvals for EnumerableSet.AddressSet;
    using EnumerableSet for EnumerableSet.AddressSet;
    using EnumerableSet for EnumerableSet.UintSet;
    using SafeERC20 for IERC20;

    /// @notice How far a release is: it lacks approvals; it has them; it was paid; enough seats rejected it; it was
    /// not paid in time.
    enum State {
        Open,
        Approved,
        Paid,
        Rejected,
        Expired
    }

    /// @notice A release, as it was proposed and what became of it. Times are in seconds since the epoch.
    /// @param proposer Seat that proposed it.
    /// @param recipient Account that receives it.
    /// @param amount Amount of DATR in the smallest unit.
    /// @param documentHash Hash of the published document that explains it.
    /// @param proposedAt Time of the proposal.
    /// @param payableAt Time at which comments end and from which it can be paid.
    /// @param expiresAt Time from which it can no longer be paid.
    /// @param paidAt Time at which it was paid; zero if it was not.
    /// @param rejectedAt Time at which it was rejected; zero if it was not.
    /// @param purpose What it is for.
    struct Release {
        address proposer;
        address recipient;
        uint256 amount;
        bytes32 documentHash;
        uint64 proposedAt;
        uint64 payableAt;
        uint64 expiresAt;
        uint64 paidAt;
        uint64 rejectedAt;
        string purpose;
    }

    /// @notice Time after the time for comments in which a release can be paid, in seconds.
    uint64 public constant APPROVAL_SECONDS = 90 days;

    /// @notice Longest time for comments, in seconds.
    uint64 public constant COMMENT_SECONDS_MAX = 365 days;

    /// @notice Greatest number of releases that are neither paid nor rejected nor expired: they are read as a whole.
    uint256 public constant UNSETTLED_MAX = 64;

    /// @notice Greatest length of a purpose and of a comment, in bytes: what needs more stands in a document.
    uint256 public constant TEXT_BYTES_MAX = 1024;

    /// @notice The token.
    IERC20 public immutable token;
    /// @notice The offering, which says when the launch was.
    PublicOffering public immutable offering;
    /// @notice The council whose seats propose and approve.
    Council public immutable council;
    /// @notice Time for comments, in seconds.
    uint64 public immutable commentPeriodSeconds;

    /// @inheritdoc IAllocation
    uint256 public released;

    Release[] private _releases;
    EnumerableSet.UintSet private _unsettled;
    mapping(uint256 id => EnumerableSet.AddressSet) private _approvers;
    mapping(uint256 id => EnumerableSet.AddressSet) private _rejecters;

    /// @notice A release was proposed.
    /// @param id Number of the release, counted from 1.
    /// @param proposer Seat that proposed it.
    /// @param recipient Account that is to receive it.
    /// @param amount Amount in the smallest unit.
    /// @param purpose What it is for.
    /// @param documentHash Hash of the published document that explains it.
    /// @param payableAt Time at which comments end, in seconds since the epoch.
    /// @param expiresAt Time from which it can no longer be paid, in seconds since the epoch.
    event ReleaseProposed(
        uint256 indexed id,
        address indexed proposer,
        address indexed recipient,
        uint256 amount,
        string purpose,
        bytes32 documentHash,
        uint64 payableAt,
        uint64 expiresAt
    );

    /// @notice Somebody commented on a release.
    /// @param id Number of the release.
    /// @param author Account that commented.
    /// @param text The comment.
    event ReleaseCommented(uint256 indexed id, address indexed author, string text);

    /// @notice A seat approved a release.
    /// @param id Number of the release.
    /// @param seat Account that approved it.
    /// @param approvals Number of approvals by accounts seated now.
    /// @param needed Number of approvals that it needs now.
    event ReleaseApproved(uint256 indexed id, address indexed seat, uint256 approvals, uint256 needed);

    /// @notice A seat rejected a release.
    /// @param id Number of the release.
    /// @param seat Account that rejected it.
    /// @param rejections Number of rejections by accounts seated now.
    event ReleaseRejected(uint256 indexed id, address indexed seat, uint256 rejections);

    /// @notice A release was paid.
    /// @param id Number of the release.
    /// @param recipient Account that received it.
    /// @param amount Amount in the smallest unit.
    event ReleasePaid(uint256 indexed id, address indexed recipient, uint256 amount);

    /// @notice The time for comments is zero, or longer than `COMMENT_SECONDS_MAX`.
    error Fund_CommentPeriodInvalid(uint64 seconds_);
    /// @notice Nothing is proposed before the launch.
    error Fund_NotLaunched();
    /// @notice Only a seat of the council may do this.
    error Fund_NotSeat(address account);
    /// @notice Zero, this contract and the token's contract receive nothing.
    error Fund_RecipientInvalid(address recipient);
    /// @notice A release is of more than nothing.
    error Fund_AmountZero();
    /// @notice A purpose and a comment have 1 to `TEXT_BYTES_MAX` bytes.
    error Fund_TextLengthInvalid(uint256 length);
    /// @notice The hash of the published document is missing.
    error Fund_DocumentMissing();
    /// @notice `UNSETTLED_MAX` releases are neither paid nor rejected nor expired, or this seat's share of them is.
    error Fund_TooManyUnsettled();
    /// @notice There is no release with this number.
    error Fund_UnknownRelease(uint256 id);
    /// @notice The release is paid, rejected or expired.
    error Fund_Settled(uint256 id, State state);
    /// @notice The seat has approved, or rejected, the release already.
    error Fund_AlreadyDone(uint256 id, address seat);
    /// @notice The release cannot be paid: fewer seats approve it than must.
    error Fund_NotApproved(uint256 id, uint256 approvals, uint256 needed);
    /// @notice The release cannot be paid before comments end, at this time in seconds since the epoch.
    error Fund_CommentsOpen(uint256 id, uint64 payableAt);
    /// @notice The fund has less than the release is of.
    error Fund_NotEnough(uint256 id, uint256 remaining, uint256 amount);

    modifier onlySeat() {
        require(council.isSeat(msg.sender), Fund_NotSeat(msg.sender));
        _;
    }

    constructor(IERC20 token_, PublicOffering offering_, Council council_, uint64 commentPeriodSeconds_) {
        require(
            commentPeriodSeconds_ != 0 && commentPeriodSeconds_ <= COMMENT_SECONDS_MAX,
            Fund_CommentPeriodInvalid(commentPeriodSeconds_)
        );
        token = token_;
        offering = offering_;
        council = council_;
        commentPeriodSeconds = commentPeriodSeconds_;
    }

    /// @notice Proposes a release. The proposer has not approved it by that.
    /// @param recipient Account that is to receive it.
    /// @param amount Amount in the smallest unit.
    /// @param purpose What it is for.
    /// @param documentHash Hash of the published document that explains it.
    /// @return id Number of the release, counted from 1.
    /// @custom:who A seat of the council, from the launch on.
    function propose(address recipient, uint256 amount, string calldata purpose, bytes32 documentHash)
        external
        onlySeat
        returns (uint256 id)
    {
        require(offering.launchedAt() != 0, Fund_NotLaunched());
        require(
            recipient != address(0) && recipient != address(this) && recipient != address(token),
            Fund_RecipientInvalid(recipient)
        );
        require(amount != 0, Fund_AmountZero());
        _checkText(purpose);
        require(documentHash != 0, Fund_DocumentMissing());
        if (_unsettled.length() == UNSETTLED_MAX) _dropExpired();
        // A seat has its share only: one alone cannot keep the others from proposing.
        uint256 share = Math.ceilDiv(UNSETTLED_MAX, council.seats().length);
        require(
            _unsettled.length() < UNSETTLED_MAX && _unsettledOf(msg.sender) < share, Fund_TooManyUnsettled()
        );

        Release storage entry = _releases.push();
        id = _releases.length;
        entry.proposer = msg.sender;
        entry.recipient = recipient;
        entry.amount = amount;
        entry.documentHash = documentHash;
        entry.proposedAt = SafeCast.toUint64(block.timestamp);
        entry.payableAt = entry.proposedAt + commentPeriodSeconds;
        entry.expiresAt = entry.payableAt + APPROVAL_SECONDS;
        entry.purpose = purpose;
        _unsettled.add(id);
        emit ReleaseProposed(
            id, msg.sender, recipient, amount, purpose, documentHash, entry.payableAt, entry.expiresAt
        );
    }

    /// @notice Says something about a release, for everyone to read. It stands in an event and decides nothing.
    /// @param id Number of the release.
    /// @param text The comment.
    /// @custom:who Anyone, until the release is paid, rejected or expired.
    function comment(uint256 id, string calldata text) external {
        _requireUnsettled(id);
        _checkText(text);
        emit ReleaseCommented(id, msg.sender, text);
    }

    /// @notice Approves a release; takes back an earlier rejection.
    /// @param id Number of the release.
    /// @custom:who A seat of the council, until the release is paid, rejected or expired.
    function approve(uint256 id) external onlySeat {
        _requireUnsettled(id);
        require(_approvers[id].add(msg.sender), Fund_AlreadyDone(id, msg.sender));
        _rejecters[id].remove(msg.sender);
        emit ReleaseApproved(id, msg.sender, approvalsOf(id), council.threshold());
    }

    /// @notice Rejects a release; takes back an earlier approval. The release is settled as rejected once the seats that
    /// have not rejected it are too few to approve it.
    /// @param id Number of the release.
    /// @custom:who A seat of the council, until the release is paid, rejected or expired.
    function reject(uint256 id) external onlySeat {
        _requireUnsettled(id);
        require(_rejecters[id].add(msg.sender), Fund_AlreadyDone(id, msg.sender));
        _approvers[id].remove(msg.sender);
        address[] memory seats = council.seats();
        uint256 rejections = _rejecters[id].countSeated(seats);
        emit ReleaseRejected(id, msg.sender, rejections);
        if (seats.length - rejections < council.threshold()) {
            _releases[id - 1].rejectedAt = SafeCast.toUint64(block.timestamp);
            _unsettled.remove(id);
        }
    }

    /// @notice Pays a release.
    /// @param id Number of the release.
    /// @custom:who Anyone, once the release is approved and the time for comments is over. It goes to the recipient.
    function pay(uint256 id) external nonReentrant {
        State state = _requireUnsettled(id);
        require(state == State.Approved, Fund_NotApproved(id, approvalsOf(id), council.threshold()));
        Release storage entry = _releases[id - 1];
        require(block.timestamp >= entry.payableAt, Fund_CommentsOpen(id, entry.payableAt));
        uint256 amount = entry.amount;
        uint256 left = remaining();
        require(amount <= left, Fund_NotEnough(id, left, amount));

        entry.paidAt = SafeCast.toUint64(block.timestamp);
        _unsettled.remove(id);
        released += amount;
        emit ReleasePaid(id, entry.recipient, amount);
        token.safeTransfer(entry.recipient, amount);
    }

    /// @notice What could be paid in this second: approved releases after their time for comments, without those that
    /// are larger than what the fund has, and at most that.
    function releasableNow() external view returns (uint256 amount) {
        uint256[] memory ids = unsettled();
        uint256 left = remaining();
        for (uint256 i = 0; i < ids.length; ++i) {
            Release storage entry = _releases[ids[i] - 1];
            bool isPayable = block.timestamp >= entry.payableAt && stateOf(ids[i]) == State.Approved;
            if (isPayable && entry.amount <= left) amount += entry.amount;
        }
        return Math.min(amount, left);
    }

    /// @notice When the time for comments on an approved release ends next, and what is approved to be paid then.
    /// @return dueAt That time, in seconds since the epoch; zero when no approved release waits.
    /// @return amount What becomes payable then, in the smallest unit, as far as the fund has enough.
    function nextRelease() external view returns (uint64 dueAt, uint256 amount) {
        uint256[] memory ids = unsettled();
        uint256 left = remaining();
        for (uint256 i = 0; i < ids.length; ++i) {
            Release storage entry = _releases[ids[i] - 1];
            uint64 payableAt = entry.payableAt;
            bool isWaiting = block.timestamp < payableAt && stateOf(ids[i]) == State.Approved;
            if (!isWaiting || entry.amount > left) continue;
            if (dueAt == 0 || payableAt < dueAt) (dueAt, amount) = (payableAt, entry.amount);
            else if (payableAt == dueAt) amount += entry.amount;
        }
        amount = Math.min(amount, left);
    }

    /// @notice Number of releases; they are numbered from 1 to this.
    function releaseCount() external view returns (uint256) {
        return _releases.length;
    }

    /// @notice A release, whatever became of it.
    /// @param id Number of the release.
    function getRelease(uint256 id) external view returns (Release memory) {
        return _release(id);
    }

    /// @notice The accounts that approve a release, also those no longer seated.
    /// @param id Number of the release.
    function approversOf(uint256 id) external view returns (address[] memory) {
        return _approvers[id].values();
    }

    /// @notice The accounts that reject a release, also those no longer seated.
    /// @param id Number of the release.
    function rejectersOf(uint256 id) external view returns (address[] memory) {
        return _rejecters[id].values();
    }

    /// @notice What the fund can still pay, in the smallest unit.
    function remaining() public view virtual returns (uint256);

    /// @notice Number of approvals of a release by accounts seated now.
    /// @param id Number of the release.
    function approvalsOf(uint256 id) public view returns (uint256) {
        return _approvers[id].countSeated(council.seats());
    }

    /// @notice How far a release is.
    /// @param id Number of the release.
    function stateOf(uint256 id) public view returns (State) {
        Release storage entry = _release(id);
        if (entry.paidAt != 0) return State.Paid;
        if (entry.rejectedAt != 0) return State.Rejected;
        if (block.timestamp >= entry.expiresAt) return State.Expired;
        return approvalsOf(id) >= council.threshold() ? State.Approved : State.Open;
    }

    /// @notice Numbers of the releases that are neither paid nor rejected; expired ones may be among them.
    function unsettled() public view returns (uint256[] memory) {
        return _unsettled.values();
    }

    function _dropExpired() private {
        uint256[] memory ids = unsettled();
        for (uint256 i = 0; i < ids.length; ++i) {
            if (block.timestamp >= _releases[ids[i] - 1].expiresAt) _unsettled.remove(ids[i]);
        }
    }

    function _unsettledOf(address proposer) private view returns (uint256 count) {
        uint256[] memory ids = unsettled();
        for (uint256 i = 0; i < ids.length; ++i) {
            Release storage entry = _releases[ids[i] - 1];
            if (entry.proposer == proposer && block.timestamp < entry.expiresAt) ++count;
        }
    }

    function _requireUnsettled(uint256 id) private view returns (State state) {
        state = stateOf(id);
        require(state == State.Open || state == State.Approved, Fund_Settled(id, state));
    }

    function _release(uint256 id) private view returns (Release storage) {
        require(id != 0 && id <= _releases.length, Fund_UnknownRelease(id));
        return _releases[id - 1];
    }

    function _checkText(string calldata text) private pure {
        uint256 length = bytes(text).length;
        require(length != 0 && length <= TEXT_BYTES_MAX, Fund_TextLengthInvalid(length));
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Approvals} from "./Approvals.sol";
import {Members} from "./Members.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @title The council of the foundation
/// @notice Acts when k of its n seats approve: it publishes the rounds of the public offering, pauses contracts for
/// a few days, and its seats approve what the funds pay. The steward gives and takes the seats. It holds nothing,
/// and has no rights but those that other contracts give to it by its address.
contract Council {
    using Approvals for EnumerableSet.AddressSet;
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @notice What became of an action.
    enum State {
        Open,
        Done,
        Expired
    }

    /// @notice A call that a seat has proposed.
    /// @param proposer Account that proposed it.
    /// @param proposedAt Time of the proposal, in seconds since the epoch.
    /// @param expiresAt Time from which it can no longer be approved, in seconds since the epoch.
    /// @param isDone Whether the call was made.
    /// @param target Contract to be called.
    /// @param documentHash Hash of a published document that explains it; zero when there is none.
    /// @param data What the contract is called with.
    /// @param reason Why.
    struct Action {
        address proposer;
        uint64 proposedAt;
        uint64 expiresAt;
        bool isDone;
        address target;
        bytes32 documentHash;
        bytes data;
        string reason;
    }

    /// @notice Greatest number of seats: they are read and counted as a whole.
    uint256 public constant SEATS_MAX = 21;

    /// @notice Time in which an action can be approved, in seconds.
    uint64 public constant ACTION_SECONDS_MAX = 30 days;

    /// @notice Greatest length of a reason, in bytes: what needs more stands in the document.
    uint256 public constant REASON_BYTES_MAX = 1024;

    /// @notice Greatest length of what a contract is called with, in bytes.
    uint256 public constant DATA_BYTES_MAX = 8192;

    /// @notice The consortium, which says who gives and takes the seats.
    Members public immutable members;

    EnumerableSet.AddressSet private _seats;
    uint256 private _threshold;
    Action[] private _actions;
    mapping(uint256 id => EnumerableSet.AddressSet) private _approvers;

    /// @notice The council has other seats, or another threshold.
    /// @param seats Accounts seated from now on.
    /// @param threshold Number of them that must approve.
    event SeatsChanged(address[] seats, uint256 threshold);

    /// @notice A seat proposed a call, and so approved it.
    /// @param id Number of the action, counted from 1.
    /// @param proposer Account that proposed it.
    /// @param target Contract to be called.
    /// @param data What it is called with.
    /// @param reason Why.
    /// @param documentHash Hash of a published document; zero when there is none.
    /// @param expiresAt Time from which it can no longer be approved, in seconds since the epoch.
    event ActionProposed(
        uint256 indexed id,
        address indexed proposer,
        address indexed target,
        bytes data,
        string reason,
        bytes32 documentHash,
        uint64 expiresAt
    );

    /// @notice A seat approved an action.
    /// @param id Number of the action.
    /// @param seat Account that approved it.
    /// @param approvals Number of approvals by accounts seated now.
    /// @param needed Number of approvals at which the council acts.
    event ActionApproved(uint256 indexed id, address indexed seat, uint256 approvals, uint256 needed);

    /// @notice An account took its approval back.
    /// @param id Number of the action.
    /// @param seat Account that had approved it.
    event ApprovalWithdrawn(uint256 indexed id, address indexed seat);

    /// @notice The council made the call.
    /// @param id Number of the action.
    event ActionDone(uint256 indexed id);

    /// @notice Only the steward gives and takes seats.
    error Council_NotSteward(address account);
    /// @notice Only a seat of the council may do this.
    error Council_NotSeat(address account);
    /// @notice A council has 1 to `SEATS_MAX` seats.
    error Council_SeatCountInvalid(uint256 count);
    /// @notice An account is seated twice, or is zero.
    error Council_SeatInvalid(address seat);
    /// @notice The threshold is zero or more than the seats.
    error Council_ThresholdInvalid(uint256 threshold, uint256 seatCount);
    /// @notice There is no contract to be called at this address.
    error Council_NoContract(address target);
    /// @notice A reason has 1 to `REASON_BYTES_MAX` bytes.
    error Council_ReasonLengthInvalid(uint256 length);
    /// @notice What a contract is called with has at most `DATA_BYTES_MAX` bytes.
    error Council_DataTooLong(uint256 length);
    /// @notice There is no action with this number.
    error Council_UnknownAction(uint256 id);
    /// @notice The action is done, or expired.
    error Council_NotOpen(uint256 id, State state);
    /// @notice The account has approved the action already.
    error Council_AlreadyApproved(uint256 id, address seat);
    /// @notice The account has not approved the action.
    error Council_NotApproved(uint256 id, address seat);

    modifier onlySeat() {
        require(isSeat(msg.sender), Council_NotSeat(msg.sender));
        _;
    }

    /// @param members_ The consortium, which says who gives and takes the seats.
    /// @param seats_ Accounts seated first.
    /// @param threshold_ Number of them that must approve.
    constructor(Members members_, address[] memory seats_, uint256 threshold_) {
        members = members_;
        _setSeats(seats_, threshold_);
    }

    /// @notice Replaces all seats. Approvals that open actions have from accounts no longer seated stop counting.
    /// @param seats_ Accounts seated from now on, 1 to `SEATS_MAX`, no zero and no doubles.
    /// @param threshold_ Number of them that must approve, at least 1.
    /// @custom:who The steward: the founding foundation until three members stand, then the timelock after a vote.
    function setSeats(address[] calldata seats_, uint256 threshold_) external {
        require(msg.sender == members.steward(), Council_NotSteward(msg.sender));
        _setSeats(seats_, threshold_);
    }

    /// @notice Proposes a call and approves it; makes it at once when one approval is enough.
    /// @param target Contract to be called.
    /// @param data What it is called with.
    /// @param reason Why.
    /// @param documentHash Hash of a published document that explains it; zero when there is none.
    /// @return id Number of the action, counted from 1.
    /// @custom:who A seat of the council.
    function propose(address target, bytes calldata data, string calldata reason, bytes32 documentHash)
        external
        onlySeat
        returns (uint256 id)
    {
        require(target.code.length != 0, Council_NoContract(target));
        require(data.length <= DATA_BYTES_MAX, Council_DataTooLong(data.length));
        uint256 length = bytes(reason).length;
        require(length != 0 && length <= REASON_BYTES_MAX, Council_ReasonLengthInvalid(length));

        uint64 expiresAt = uint64(block.timestamp) + ACTION_SECONDS_MAX;
        _actions.push(
            Action({
                proposer: msg.sender,
                proposedAt: uint64(block.timestamp),
                expiresAt: expiresAt,
                isDone: false,
                target: target,
                documentHash: documentHash,
                data: data,
                reason: reason
            })
        );
        id = _actions.length;
        emit ActionProposed(id, msg.sender, target, data, reason, documentHash, expiresAt);
        _approve(id);
    }

    /// @notice Approves an action; makes the call when enough of those seated now have approved it. When the call
    /// fails, so does the approval, and it can be tried again. Where a lower threshold has made the approvals enough,
    /// a seat that has approved withdraws and approves again.
    /// @param id Number of the action.
    /// @custom:who A seat of the council that has not approved the action.
    function approve(uint256 id) external onlySeat {
        _requireOpen(id);
        _approve(id);
    }

    /// @notice Takes an approval back.
    /// @param id Number of the action.
    /// @custom:who Whoever approved the action, until it is done or expired, seated or not.
    function withdrawApproval(uint256 id) external {
        _requireOpen(id);
        require(_approvers[id].remove(msg.sender), Council_NotApproved(id, msg.sender));
        emit ApprovalWithdrawn(id, msg.sender);
    }

    /// @notice Accounts seated now.
    function seats() external view returns (address[] memory) {
        return _seats.values();
    }

    /// @notice Number of seats that must approve.
    function threshold() external view returns (uint256) {
        return _threshold;
    }

    /// @notice Number of actions; they are numbered from 1 to this.
    function actionCount() external view returns (uint256) {
        return _actions.length;
    }

    /// @notice An action.
    /// @param id Number of the action.
    function getAction(uint256 id) external view returns (Action memory) {
        return _action(id);
    }

    /// @notice The accounts that have approved an action, also those no longer seated.
    /// @param id Number of the action.
    function approversOf(uint256 id) external view returns (address[] memory) {
        return _approvers[id].values();
    }

    /// @notice Whether an account is seated now.
    /// @param account Account to ask about.
    function isSeat(address account) public view returns (bool) {
        return _seats.contains(account);
    }

    /// @notice What became of an action.
    /// @param id Number of the action.
    function stateOf(uint256 id) public view returns (State) {
        Action storage action = _action(id);
        if (action.isDone) return State.Done;
        return block.timestamp < action.expiresAt ? State.Open : State.Expired;
    }

    function _setSeats(address[] memory seats_, uint256 threshold_) private {
        uint256 count = seats_.length;
        require(count != 0 && count <= SEATS_MAX, Council_SeatCountInvalid(count));
        require(threshold_ != 0 && threshold_ <= count, Council_ThresholdInvalid(threshold_, count));
        _seats.clear();
        for (uint256 i = 0; i < count; ++i) {
            require(seats_[i] != address(0) && _seats.add(seats_[i]), Council_SeatInvalid(seats_[i]));
        }
        _threshold = threshold_;
        emit SeatsChanged(seats_, threshold_);
    }

    function _approve(uint256 id) private {
        require(_approvers[id].add(msg.sender), Council_AlreadyApproved(id, msg.sender));
        uint256 approvals = _approvers[id].countSeated(_seats.values());
        emit ActionApproved(id, msg.sender, approvals, _threshold);
        if (approvals < _threshold) return;

        Action storage action = _action(id);
        // Before the call: whatever the target calls back finds the action done.
        action.isDone = true;
        emit ActionDone(id);
        Address.functionCall(action.target, action.data);
    }

    function _requireOpen(uint256 id) private view {
        State state = stateOf(id);
        require(state == State.Open, Council_NotOpen(id, state));
    }

    function _action(uint256 id) private view returns (Action storage) {
        require(id != 0 && id <= _actions.length, Council_UnknownAction(id));
        return _actions[id - 1];
    }
}

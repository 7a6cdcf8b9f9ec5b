// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "./Members.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title The vote of the members
/// @notice One member, one vote, whatever it holds. A proposal passes with two thirds, rounded up, of those who were
/// members at the end of the block before it, without the member that it is about. Membership changes at once; every
/// other call goes through the timelock, until whose delay is over the members can call it off by another vote. There
/// are no votes in the genesis.
contract MembersVote is AccessManagedUpgradeable, UUPSUpgradeable {
    /// @notice What a proposal is about.
    enum Kind {
        Admission,
        Roles,
        Calls
    }

    /// @notice Where a proposal stands.
    enum State {
        Open,
        Passed,
        Scheduled,
        Executed,
        Rejected,
        Expired
    }

    /// @notice A proposal.
    /// @param kind What it is about.
    /// @param isExecuted Whether it has taken effect.
    /// @param proposer Member that made it.
    /// @param subject Account to be admitted, or member whose roles change; zero for calls.
    /// @param roles Bit mask of the subject's roles; zero for calls, and to dismiss the member.
    /// @param snapshotBlock Number of the block at whose end the electorate was counted.
    /// @param proposedAt Time of the proposal, in seconds since the epoch.
    /// @param endsAt Last second in which votes count, in seconds since the epoch.
    /// @param electorate Number of members that may vote.
    /// @param needed Number of votes for it at which it passes.
    /// @param forVotes Number of votes for it.
    /// @param againstVotes Number of votes against it.
    /// @param operation Id of the operation in the timelock; zero before it is scheduled.
    /// @param name Name of the institution to be admitted, else empty.
    /// @param reason Why.
    struct Proposal {
        Kind kind;
        bool isExecuted;
        address proposer;
        address subject;
        uint32 roles;
        uint64 snapshotBlock;
        uint64 proposedAt;
        uint64 endsAt;
        uint32 electorate;
        uint32 needed;
        uint32 forVotes;
        uint32 againstVotes;
        bytes32 operation;
        string name;
        string reason;
    }

    /// @notice What a proposal of calls calls.
    /// @param targets Contracts to be called, in this order.
    /// @param payloads What each is called with.
    struct Calls {
        address[] targets;
        bytes[] payloads;
    }

    /// @notice Time in which a proposal that has passed can be executed, counted from the end of the vote, and then its
    /// calls, counted from the end of the timelock's delay, in seconds: what was decided long ago was decided about
    /// other code and other members.
    uint64 public constant EXECUTION_SECONDS = 30 days;

    /// @notice Greatest length of a vote, in seconds.
    uint64 public constant VOTING_PERIOD_SECONDS_MAX = 90 days;

    /// @notice Smallest number of members that decide about another one.
    uint256 public constant ELECTORATE_MIN = 2;

    /// @notice Greatest length of a reason, in bytes.
    uint256 public constant REASON_BYTES_MAX = 1024;

    /// @notice Greatest number of calls of a proposal: they are made in one transaction.
    uint256 public constant CALLS_MAX = 16;

    /// @notice Greatest length of what all contracts of a proposal are called with, in bytes.
    uint256 public constant CALLS_BYTES_MAX = 8192;

    /// @notice The consortium whose members vote.
    Members public immutable members;

    /// @notice The timelock, which makes the calls that the members have voted for.
    TimelockController public immutable timelock;

    /// @notice Time in which a proposal can be voted on, in seconds.
    uint64 public votingPeriodSeconds;

    Proposal[] private _proposals;
    mapping(uint256 id => Calls) private _calls;
    mapping(uint256 id => mapping(address account => uint8)) private _votes;

    /// @notice A member made a proposal.
    /// @param id Number of the proposal, counted from 1.
    /// @param proposer Member that made it.
    /// @param kind What it is about.
    /// @param subject Account to be admitted, or member whose roles change; zero for calls.
    /// @param roles Bit mask of the subject's roles; zero for calls, and to dismiss the member.
    /// @param name Name of the institution to be admitted, else empty.
    /// @param reason Why.
    /// @param endsAt Last second in which votes count, in seconds since the epoch.
    /// @param needed Number of votes for it at which it passes.
    event Proposed(
        uint256 indexed id,
        address indexed proposer,
        Kind kind,
        address indexed subject,
        uint32 roles,
        string name,
        string reason,
        uint64 endsAt,
        uint32 needed
    );

    /// @notice A member voted.
    /// @param id Number of the proposal.
    /// @param voter Member that voted.
    /// @param isFor Whether it voted for the proposal.
    /// @param forVotes Number of votes for it, with this one.
    /// @param againstVotes Number of votes against it, with this one.
    event VoteCast(
        uint256 indexed id, address indexed voter, bool isFor, uint32 forVotes, uint32 againstVotes
    );

    /// @notice The calls of a proposal wait in the timelock.
    /// @param id Number of the proposal.
    /// @param operation Id of the operation in the timelock.
    /// @param readyAt Time from which they can be made, in seconds since the epoch.
    event ProposalScheduled(uint256 indexed id, bytes32 operation, uint64 readyAt);

    /// @notice A proposal took effect.
    /// @param id Number of the proposal.
    event ProposalExecuted(uint256 indexed id);

    /// @notice Only members make proposals.
    error MembersVote_NotMember(address account);
    /// @notice The account was no member when the electorate was counted, is none now, or the proposal is about it.
    error MembersVote_NotElector(uint256 id, address account);
    /// @notice The member has voted on this proposal.
    error MembersVote_AlreadyVoted(uint256 id, address account);
    /// @notice There is no proposal with this number.
    error MembersVote_UnknownProposal(uint256 id);
    /// @notice This cannot be done with a proposal in this state.
    error MembersVote_StateInvalid(uint256 id, State state);
    /// @notice When the electorate was counted, three members had not stood yet. Until then nothing is voted on: the
    /// founder decides about members alone, and nobody about anything that goes through the timelock.
    error MembersVote_Genesis();
    /// @notice At least `ELECTORATE_MIN` others decide about a member: no single one removes the other.
    error MembersVote_ElectorateTooSmall(uint256 electorate);
    /// @notice A proposal has 1 to `CALLS_MAX` calls with `CALLS_BYTES_MAX` bytes in all, a payload for each target.
    error MembersVote_CallsInvalid();
    /// @notice A reason has at most `REASON_BYTES_MAX` bytes.
    error MembersVote_ReasonTooLong(uint256 length);
    /// @notice A vote lasts 1 second to `VOTING_PERIOD_SECONDS_MAX`.
    error MembersVote_VotingPeriodInvalid(uint64 votingPeriodSeconds);

    /// @param members_ The consortium whose members vote.
    /// @param timelock_ The timelock, which makes the calls that the members have voted for.
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(Members members_, TimelockController timelock_) {
        members = members_;
        timelock = timelock_;
        _disableInitializers();
    }

    /// @notice Says how long a vote lasts.
    /// @param authority Contract that says who may upgrade this one.
    /// @param votingPeriodSeconds_ Time in which a proposal can be voted on, in seconds.
    /// @custom:who Nobody: it is called once, in the transaction that creates the contract.
    function initialize(address authority, uint64 votingPeriodSeconds_) external initializer {
        __AccessManaged_init(authority);
        require(
            votingPeriodSeconds_ != 0 && votingPeriodSeconds_ <= VOTING_PERIOD_SECONDS_MAX,
            MembersVote_VotingPeriodInvalid(votingPeriodSeconds_)
        );
        votingPeriodSeconds = votingPeriodSeconds_;
    }

    /// @notice Proposes to admit a member.
    /// @param account Account of the member; one that has been a member comes back by `proposeRoles`.
    /// @param name Name of the institution.
    /// @param roles Bit mask of its roles, at least one.
    /// @param reason Why, at most `REASON_BYTES_MAX` bytes.
    /// @return id Number of the proposal, counted from 1.
    /// @custom:who A member, once three members have stood.
    function proposeAdmission(address account, string calldata name, uint32 roles, string calldata reason)
        external
        returns (uint256 id)
    {
        members.checkAdmission(account, name, roles);
        return _propose(Kind.Admission, account, roles, name, reason);
    }

    /// @notice Proposes other roles for a member, or to dismiss it, or to take one back that has left. The proposal
    /// expires when the member leaves, is dismissed or comes back before it is executed.
    /// @param account Account of the member; it has no vote on this.
    /// @param roles Bit mask of its roles from then on; zero dismisses the member.
    /// @param reason Why, at most `REASON_BYTES_MAX` bytes.
    /// @return id Number of the proposal, counted from 1.
    /// @custom:who A member, once three members have stood.
    function proposeRoles(address account, uint32 roles, string calldata reason)
        external
        returns (uint256 id)
    {
        members.checkRoles(account, roles);
        return _propose(Kind.Roles, account, roles, "", reason);
    }

    /// @notice Proposes calls that the timelock makes, such as an upgrade. A proposal whose only call is the
    /// timelock's `cancel`, with the operation of another proposal, calls that one off: `execute` does it at once.
    /// @param targets Contracts to be called, in this order.
    /// @param payloads What each is called with.
    /// @param reason Why, at most `REASON_BYTES_MAX` bytes.
    /// @return id Number of the proposal, counted from 1.
    /// @custom:who A member, once three members have stood.
    function proposeCalls(address[] calldata targets, bytes[] calldata payloads, string calldata reason)
        external
        returns (uint256 id)
    {
        uint256 count = targets.length;
        require(count != 0 && count <= CALLS_MAX && count == payloads.length, MembersVote_CallsInvalid());
        uint256 length;
        for (uint256 i = 0; i < count; ++i) {
            length += payloads[i].length;
        }
        require(length <= CALLS_BYTES_MAX, MembersVote_CallsInvalid());
        id = _propose(Kind.Calls, address(0), 0, "", reason);
        _calls[id] = Calls({targets: targets, payloads: payloads});
    }

    /// @notice Votes on a proposal, once and for good.
    /// @param id Number of the proposal.
    /// @param isFor Whether the member is for it.
    /// @custom:who Who was a member when the electorate was counted and is one now, but not whom it is about.
    function castVote(uint256 id, bool isFor) external {
        _requireState(id, State.Open);
        Proposal storage proposal = _proposals[id - 1];
        require(
            msg.sender != proposal.subject && members.isMember(msg.sender)
                && members.wasMember(msg.sender, proposal.snapshotBlock),
            MembersVote_NotElector(id, msg.sender)
        );
        require(_votes[id][msg.sender] == 0, MembersVote_AlreadyVoted(id, msg.sender));
        _votes[id][msg.sender] = isFor ? 1 : 2;
        if (isFor) ++proposal.forVotes;
        else ++proposal.againstVotes;
        emit VoteCast(id, msg.sender, isFor, proposal.forVotes, proposal.againstVotes);
    }

    /// @notice Gives a proposal that has passed its effect: admits the member, changes its roles or calls off another
    /// proposal at once, or hands the calls to the timelock for its delay.
    /// @param id Number of the proposal.
    /// @custom:who Anyone, once it has passed, until `EXECUTION_SECONDS` after the end of the vote.
    function execute(uint256 id) external {
        _requireState(id, State.Passed);
        Proposal storage proposal = _proposals[id - 1];
        bytes32 calledOff = _calledOffBy(id);
        if (proposal.kind == Kind.Calls && calledOff == 0) {
            _schedule(id, proposal);
            return;
        }
        proposal.isExecuted = true;
        emit ProposalExecuted(id);
        if (proposal.kind == Kind.Admission) {
            members.addMember(proposal.subject, proposal.name, proposal.roles);
        } else if (proposal.kind == Kind.Roles) {
            members.setRoles(proposal.subject, proposal.roles);
        } else {
            timelock.cancel(calledOff);
        }
    }

    /// @notice Lets the timelock make the calls of a proposal; when one fails, none is made.
    /// @param id Number of the proposal.
    /// @custom:who Anyone, once the timelock's delay is over, for `EXECUTION_SECONDS`.
    function executeCalls(uint256 id) external {
        _requireState(id, State.Scheduled);
        Calls storage calls = _calls[id];
        _proposals[id - 1].isExecuted = true;
        emit ProposalExecuted(id);
        timelock.executeBatch(
            calls.targets, new uint256[](calls.targets.length), calls.payloads, 0, bytes32(id)
        );
    }

    /// @notice Number of proposals; their numbers are 1 to this number.
    function proposalCount() external view returns (uint256) {
        return _proposals.length;
    }

    /// @notice A proposal.
    /// @param id Number of the proposal.
    function getProposal(uint256 id) external view returns (Proposal memory) {
        return _proposal(id);
    }

    /// @notice The calls of a proposal; none when it is about a member.
    /// @param id Number of the proposal.
    /// @return targets Contracts to be called, in this order.
    /// @return payloads What each is called with.
    function callsOf(uint256 id) external view returns (address[] memory targets, bytes[] memory payloads) {
        return (_calls[id].targets, _calls[id].payloads);
    }

    /// @notice How a member voted: 0 not at all, 1 for, 2 against.
    /// @param id Number of the proposal.
    /// @param account Account of the member.
    function voteOf(uint256 id, address account) external view returns (uint8) {
        return _votes[id][account];
    }

    /// @notice Where a proposal stands. It passes, or is rejected, as soon as the votes that are missing can change
    /// nothing. One on a member's roles has expired when the member has left, been dismissed or come back since; one
    /// of calls, when it was called off.
    /// @param id Number of the proposal.
    function stateOf(uint256 id) public view returns (State) {
        Proposal storage proposal = _proposal(id);
        if (proposal.isExecuted) return State.Executed;
        if (proposal.operation != 0) {
            uint256 readyAt = timelock.getTimestamp(proposal.operation);
            bool isWaiting = readyAt != 0 && block.timestamp <= readyAt + EXECUTION_SECONDS;
            return isWaiting ? State.Scheduled : State.Expired;
        }
        if (proposal.electorate - proposal.againstVotes < proposal.needed) return State.Rejected;
        if (proposal.kind == Kind.Roles && members.standingBlock(proposal.subject) > proposal.snapshotBlock) {
            return State.Expired;
        }
        if (proposal.forVotes >= proposal.needed) {
            return block.timestamp <= proposal.endsAt + EXECUTION_SECONDS ? State.Passed : State.Expired;
        }
        return block.timestamp <= proposal.endsAt ? State.Open : State.Expired;
    }

    function _authorizeUpgrade(address) internal override restricted {}

    /// @dev The electorate is counted at the end of the block before: what happens in this block cannot shape it.
    function _propose(Kind kind, address subject, uint32 roles, string memory name, string calldata reason)
        private
        returns (uint256 id)
    {
        require(members.isMember(msg.sender), MembersVote_NotMember(msg.sender));
        require(bytes(reason).length <= REASON_BYTES_MAX, MembersVote_ReasonTooLong(bytes(reason).length));
        uint256 snapshot = block.number - 1;
        require(!members.wasGenesis(snapshot), MembersVote_Genesis());
        uint256 electorate = members.electorateAt(snapshot);
        if (members.wasMember(subject, snapshot)) {
            --electorate;
            require(electorate >= ELECTORATE_MIN, MembersVote_ElectorateTooSmall(electorate));
        }

        uint32 needed = SafeCast.toUint32((2 * electorate + 2) / 3);
        uint64 endsAt = uint64(block.timestamp) + votingPeriodSeconds;
        _proposals.push(
            Proposal({
                kind: kind,
                isExecuted: false,
                proposer: msg.sender,
                subject: subject,
                roles: roles,
                snapshotBlock: SafeCast.toUint64(snapshot),
                proposedAt: uint64(block.timestamp),
                endsAt: endsAt,
                electorate: SafeCast.toUint32(electorate),
                needed: needed,
                forVotes: 0,
                againstVotes: 0,
                operation: 0,
                name: name,
                reason: reason
            })
        );
        id = _proposals.length;
        emit Proposed(id, msg.sender, kind, subject, roles, name, reason, endsAt, needed);
    }

    function _schedule(uint256 id, Proposal storage proposal) private {
        address[] memory targets = _calls[id].targets;
        bytes[] memory payloads = _calls[id].payloads;
        uint256[] memory values = new uint256[](targets.length);
        uint256 delay = timelock.getMinDelay();
        bytes32 operation = timelock.hashOperationBatch(targets, values, payloads, 0, bytes32(id));
        proposal.operation = operation;
        emit ProposalScheduled(id, operation, SafeCast.toUint64(block.timestamp + delay));
        timelock.scheduleBatch(targets, values, payloads, 0, bytes32(id), delay);
    }

    /// @dev The operation whose cancellation is all that a proposal calls; zero when it is about anything else.
    function _calledOffBy(uint256 id) private view returns (bytes32) {
        Calls storage calls = _calls[id];
        if (calls.targets.length != 1 || calls.targets[0] != address(timelock)) return 0;
        bytes memory payload = calls.payloads[0];
        // The selector and one word. The cast cuts the rest off, as is meant.
        // forge-lint: disable-next-line(unsafe-typecast)
        if (payload.length != 36 || bytes4(payload) != TimelockController.cancel.selector) return 0;
        bytes32 operation;
        assembly ("memory-safe") {
            operation := mload(add(payload, 36))
        }
        return operation;
    }

    function _requireState(uint256 id, State state) private view {
        State actual = stateOf(id);
        require(actual == state, MembersVote_StateInvalid(id, actual));
    }

    function _proposal(uint256 id) private view returns (Proposal storage) {
        require(id != 0 && id <= _proposals.length, MembersVote_UnknownProposal(id));
        return _proposals[id - 1];
    }
}

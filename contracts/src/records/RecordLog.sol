// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../consortium/Members.sol";
import {ConsistencyProof} from "./ConsistencyProof.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title The anchors of the members' record logs
/// @notice Each member keeps append-only logs (RFC 6962 trees with SHA-256) of batch headers and signed records.
/// Their roots are anchored here. An anchor is taken only with a proof that the log did nothing but grow, so a log
/// that forks or shrinks cannot be anchored.
/// @dev Behind a proxy. What changes something is `restricted`, so that a pause closes it.
contract RecordLog is AccessManagedUpgradeable, UUPSUpgradeable {
    /// @notice A log of a member.
    /// @param member Account of the member that keeps the log.
    /// @param openedAt Time at which it was opened, in seconds since the epoch.
    /// @param noteKey Ed25519 public key that signs the checkpoints of the log.
    /// @param origin Name of the log, the first line of its checkpoints.
    struct Log {
        address member;
        uint64 openedAt;
        bytes32 noteKey;
        string origin;
    }

    /// @notice The state of a log as it stands on the chain.
    /// @param root Root of the log's tree.
    /// @param mapRoot Root of the tree over the sorted map (vehicle, stream) to (last sequence, header hash).
    /// @param size Number of leaves of the log's tree.
    /// @param mapSize Number of entries of the map.
    /// @param anchoredAt Time of the block, in seconds since the epoch.
    /// @param blockNumber Number of the block.
    struct Anchor {
        bytes32 root;
        bytes32 mapRoot;
        uint64 size;
        uint64 mapSize;
        uint64 anchoredAt;
        uint64 blockNumber;
    }

    /// @notice Greatest length of an origin, in bytes.
    uint256 public constant ORIGIN_BYTES_MAX = 128;

    /// @notice The consortium whose members keep the logs.
    Members public immutable members;

    Log[] private _logs;
    mapping(uint256 logId => Anchor[]) private _anchors;
    mapping(bytes32 originHash => uint256 logId) private _logIdOfOrigin;

    /// @notice A member opened a log.
    /// @param logId Id of the log, counted from 1.
    /// @param member Account of the member.
    /// @param origin Name of the log.
    /// @param noteKey Ed25519 public key of its checkpoints.
    event LogOpened(uint256 indexed logId, address indexed member, string origin, bytes32 noteKey);

    /// @notice A log was anchored.
    /// @param logId Id of the log.
    /// @param index Place of the anchor in the log's history, counted from 0.
    /// @param size Number of leaves of the log's tree.
    /// @param root Root of the log's tree.
    /// @param mapRoot Root of the tree over the map.
    /// @param mapSize Number of entries of the map.
    event Anchored(
        uint256 indexed logId,
        uint256 indexed index,
        uint64 size,
        bytes32 root,
        bytes32 mapRoot,
        uint64 mapSize
    );

    /// @notice Only members keep logs, and open them themselves.
    error RecordLog_NotMember(address account);
    /// @notice Only a server account of the member that keeps the log anchors it.
    error RecordLog_NotServerOfLog(uint256 logId, address account);
    /// @notice There is no log with this id.
    error RecordLog_UnknownLog(uint256 logId);
    /// @notice An origin has 1 to `ORIGIN_BYTES_MAX` printable ASCII characters without space and plus.
    error RecordLog_OriginInvalid(string origin);
    /// @notice Another log has this origin already.
    error RecordLog_OriginTaken(string origin, uint256 logId);
    /// @notice The key of the checkpoints is missing.
    error RecordLog_NoteKeyMissing();
    /// @notice The log did not grow. Its map changes only when it grows, so the same size needs no second anchor.
    error RecordLog_NotGrown(uint256 logId, uint64 anchoredSize, uint64 size);
    /// @notice A stream of a vehicle would vanish from the map.
    error RecordLog_MapShrunk(uint256 logId, uint64 anchoredMapSize, uint64 mapSize);
    /// @notice The map has more entries than the log has leaves; each entry stands for a leaf.
    error RecordLog_MapLargerThanLog(uint256 logId, uint64 mapSize, uint64 size);
    /// @notice The proof does not show that the anchored tree is the beginning of the new one.
    error RecordLog_ConsistencyProofInvalid(uint256 logId, uint64 anchoredSize, uint64 size);
    /// @notice The log has no anchor at this place.
    error RecordLog_UnknownAnchor(uint256 logId, uint256 index);
    /// @notice No anchor of the log covers this many leaves yet.
    error RecordLog_NotCovered(uint256 logId, uint64 size);

    /// @param members_ The consortium whose members keep the logs.
    constructor(Members members_) {
        members = members_;
        _disableInitializers();
    }

    /// @notice Sets up the proxy, in its creation.
    /// @param initialAuthority The contract that says who may call what.
    /// @custom:who Nobody any more; it was called when the proxy was created.
    function initialize(address initialAuthority) external initializer {
        __AccessManaged_init(initialAuthority);
    }

    /// @notice Opens a log that the calling member keeps.
    /// @param origin Name of the log, the first line of its checkpoints; no two logs share one.
    /// @param noteKey Ed25519 public key that signs its checkpoints.
    /// @return logId Id of the log, counted from 1.
    /// @custom:who A member.
    function openLog(string calldata origin, bytes32 noteKey) external restricted returns (uint256 logId) {
        // A member also reaches this through Access.execute, which is no member.
        require(members.isMember(msg.sender), RecordLog_NotMember(msg.sender));
        require(_isOrigin(bytes(origin)), RecordLog_OriginInvalid(origin));
        require(noteKey != 0, RecordLog_NoteKeyMissing());
        bytes32 originHash = keccak256(bytes(origin));
        uint256 taken = _logIdOfOrigin[originHash];
        require(taken == 0, RecordLog_OriginTaken(origin, taken));

        _logs.push(
            Log({member: msg.sender, openedAt: uint64(block.timestamp), noteKey: noteKey, origin: origin})
        );
        logId = _logs.length;
        _logIdOfOrigin[originHash] = logId;
        emit LogOpened(logId, msg.sender, origin, noteKey);
    }

    /// @notice Anchors the state of a log.
    /// @param logId Id of the log.
    /// @param size Number of leaves of the log's tree; greater than at the last anchor.
    /// @param root Root of the log's tree.
    /// @param mapRoot Root of the tree over the map (vehicle, stream) to (last sequence, header hash).
    /// @param mapSize Number of entries of the map; never smaller than at the last anchor.
    /// @param consistencyProof Nodes proving that the tree of the last anchor is the beginning of this one
    /// (RFC 6962 section 2.1.2); empty for the first anchor.
    /// @custom:who A server account of the member that keeps the log.
    function anchor(
        uint256 logId,
        uint64 size,
        bytes32 root,
        bytes32 mapRoot,
        uint64 mapSize,
        bytes32[] calldata consistencyProof
    ) external restricted {
        require(
            members.isServerAccount(_log(logId).member, msg.sender),
            RecordLog_NotServerOfLog(logId, msg.sender)
        );
        require(mapSize <= size, RecordLog_MapLargerThanLog(logId, mapSize, size));

        Anchor[] storage anchors = _anchors[logId];
        uint256 index = anchors.length;
        if (index == 0) {
            require(size != 0, RecordLog_NotGrown(logId, 0, size));
            require(consistencyProof.length == 0, RecordLog_ConsistencyProofInvalid(logId, 0, size));
        } else {
            Anchor storage last = anchors[index - 1];
            uint64 lastSize = last.size;
            require(size > lastSize, RecordLog_NotGrown(logId, lastSize, size));
            require(mapSize >= last.mapSize, RecordLog_MapShrunk(logId, last.mapSize, mapSize));
            require(
                ConsistencyProof.verify(lastSize, size, last.root, root, consistencyProof),
                RecordLog_ConsistencyProofInvalid(logId, lastSize, size)
            );
        }

        anchors.push(
            Anchor({
                root: root,
                mapRoot: mapRoot,
                size: size,
                mapSize: mapSize,
                anchoredAt: uint64(block.timestamp),
                blockNumber: uint64(block.number)
            })
        );
        emit Anchored(logId, index, size, root, mapRoot, mapSize);
    }

    /// @notice Number of logs; their ids are 1 to this number.
    function logCount() external view returns (uint256) {
        return _logs.length;
    }

    /// @notice A log.
    /// @param logId Id of the log.
    function getLog(uint256 logId) external view returns (Log memory) {
        return _log(logId);
    }

    /// @notice Id of the log with an origin, zero when there is none.
    /// @param origin Name of the log.
    function logIdOfOrigin(string calldata origin) external view returns (uint256) {
        return _logIdOfOrigin[keccak256(bytes(origin))];
    }

    /// @notice Number of anchors of a log.
    /// @param logId Id of the log.
    function anchorCount(uint256 logId) external view returns (uint256) {
        return _anchors[logId].length;
    }

    /// @notice An anchor of a log's history.
    /// @param logId Id of the log.
    /// @param index Place in the history, 0 to `anchorCount(logId) - 1`.
    function anchorAt(uint256 logId, uint256 index) external view returns (Anchor memory) {
        require(index < _anchors[logId].length, RecordLog_UnknownAnchor(logId, index));
        return _anchors[logId][index];
    }

    /// @notice The last anchor of a log; all zero while there is none.
    /// @param logId Id of the log.
    function latestAnchor(uint256 logId) external view returns (Anchor memory latest) {
        uint256 count = _anchors[logId].length;
        if (count != 0) latest = _anchors[logId][count - 1];
    }

    /// @notice The first anchor that covers a number of leaves. The leaf at index `i` is covered from size `i + 1`.
    /// @param logId Id of the log.
    /// @param size Number of leaves to be covered.
    /// @return index Place of the anchor in the log's history.
    /// @return covering The anchor.
    function anchorCovering(uint256 logId, uint64 size)
        external
        view
        returns (uint256 index, Anchor memory covering)
    {
        Anchor[] storage anchors = _anchors[logId];
        uint256 above = anchors.length;
        while (index < above) {
            uint256 middle = (index + above) / 2;
            if (anchors[middle].size < size) index = middle + 1;
            else above = middle;
        }
        require(index < anchors.length, RecordLog_NotCovered(logId, size));
        covering = anchors[index];
    }

    /// @dev The selector's role is the administrator: the timelock, after a vote.
    function _authorizeUpgrade(address newImplementation) internal override restricted {}

    function _log(uint256 logId) private view returns (Log storage) {
        require(logId != 0 && logId <= _logs.length, RecordLog_UnknownLog(logId));
        return _logs[logId - 1];
    }

    /// @dev A checkpoint is a signed note: an origin with a space, a plus or a line break could not be told from the
    /// rest of the note.
    function _isOrigin(bytes calldata origin) private pure returns (bool) {
        if (origin.length == 0 || origin.length > ORIGIN_BYTES_MAX) return false;
        for (uint256 i = 0; i < origin.length; ++i) {
            bytes1 character = origin[i];
            if (character <= 0x20 || character >= 0x7f || character == "+") return false;
        }
        return true;
    }
}

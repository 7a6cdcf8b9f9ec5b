// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRolesListener, Members} from "./Members.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @title The nodes of the chain, and which of them validate it
/// @notice Members register their nodes. A node counts as a validator once its key has signed the hash of a recent
/// block, so that it is known to run and to follow the chain, and as long as its member has the validator role; one
/// node a member. The list is never empty.
contract Validators is AccessManagedUpgradeable, UUPSUpgradeable, EIP712, IRolesListener {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @notice A node of the chain.
    /// @param node Address of the node: that of the key that signs its blocks.
    /// @param registeredAt Time of its registration, in seconds since the epoch.
    /// @param member Member that runs it.
    /// @param provedAt Time of the last proof that it runs, in seconds since the epoch; zero when there was none.
    /// @param isValidator Whether it counts as a validator.
    /// @param endpoint Where it is reached, an enode or a URL; empty when not said.
    struct Node {
        address node;
        uint64 registeredAt;
        address member;
        uint64 provedAt;
        bool isValidator;
        string endpoint;
    }

    /// @notice Greatest length of an endpoint, in bytes.
    uint256 public constant ENDPOINT_BYTES_MAX = 256;

    /// @notice Greatest number of nodes of a member: they are read as a whole.
    uint256 public constant NODES_PER_MEMBER_MAX = 16;

    /// @notice Greatest number of validators: each of them speaks with each other at every block, and every node
    /// reads the list at every block.
    uint256 public constant VALIDATORS_MAX = 100;

    bytes32 private constant _NODE_PROOF_TYPEHASH =
        keccak256("NodeProof(address member,address node,uint256 blockNumber,bytes32 blockHash)");

    /// @notice The consortium whose members run the nodes.
    Members public immutable members;

    mapping(address node => Node) private _nodes;
    mapping(address member => EnumerableSet.AddressSet) private _nodesOf;
    mapping(address member => address node) private _validatorOf;
    mapping(address node => uint256 blockNumber) private _provedBlockOf;
    EnumerableSet.AddressSet private _nodeSet;
    EnumerableSet.AddressSet private _validatorSet;

    /// @notice A member registered a node.
    /// @param member Account of the member.
    /// @param node Address of the node.
    /// @param endpoint Where it is reached.
    event NodeRegistered(address indexed member, address indexed node, string endpoint);

    /// @notice A node is reached elsewhere.
    /// @param member Account of the member.
    /// @param node Address of the node.
    /// @param endpoint Where it is reached from now on.
    event EndpointChanged(address indexed member, address indexed node, string endpoint);

    /// @notice A node has shown that it runs.
    /// @param member Account of the member.
    /// @param node Address of the node.
    /// @param blockNumber Number of the block whose hash it signed.
    event NodeProved(address indexed member, address indexed node, uint256 blockNumber);

    /// @notice A node counts as a validator from now on.
    /// @param member Account of the member.
    /// @param node Address of the node.
    event ValidatorAdded(address indexed member, address indexed node);

    /// @notice A node no longer counts as a validator.
    /// @param member Account of the member.
    /// @param node Address of the node.
    event ValidatorRemoved(address indexed member, address indexed node);

    /// @notice A node is no longer the member's.
    /// @param member Account of the member.
    /// @param node Address of the node.
    event NodeRemoved(address indexed member, address indexed node);

    /// @notice Only members register nodes.
    error Validators_NotMember(address account);
    /// @notice Only the list of members says that roles have changed.
    error Validators_NotMembers(address account);
    /// @notice The founder's node is the first validator, so the founder needs the validator role.
    error Validators_NotValidator(address account);
    /// @notice The zero address is no node.
    error Validators_NodeZero();
    /// @notice There is no such node.
    error Validators_UnknownNode(address node);
    /// @notice The node is not the caller's.
    error Validators_NotMemberOfNode(address node, address account);
    /// @notice The node is the caller's already, or is proved to be another standing member's.
    error Validators_NodeTaken(address node, address member);
    /// @notice The member has `NODES_PER_MEMBER_MAX` nodes already.
    error Validators_NodesFull(address member);
    /// @notice There are `VALIDATORS_MAX` validators already.
    error Validators_ValidatorsFull();
    /// @notice An endpoint has at most `ENDPOINT_BYTES_MAX` bytes.
    error Validators_EndpointTooLong(uint256 length);
    /// @notice The chain would be left without any validator.
    error Validators_LastValidator(address node);
    /// @notice The block is not one of the last 256 before this one.
    error Validators_BlockNotRecent(uint256 blockNumber);
    /// @notice The node has already signed this block or a later one; a proof counts once.
    error Validators_ProofNotNewer(address node, uint256 blockNumber);
    /// @notice The signature is not the node's over this proof.
    error Validators_ProofInvalid(address node);

    /// @param members_ The consortium whose members run the nodes.
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(Members members_) EIP712("Datacar Validators", "1") {
        members = members_;
        _disableInitializers();
    }

    /// @notice Begins the list with the founder's node, which needs no proof: there is no chain without it.
    /// @param authority Contract that says who may upgrade this one.
    /// @param founder Account of the first member, which has the validator role.
    /// @param node Address of its node.
    /// @param endpoint Where it is reached.
    /// @custom:who Nobody: it is called once, in the transaction that creates the contract.
    function initialize(address authority, address founder, address node, string calldata endpoint)
        external
        initializer
    {
        __AccessManaged_init(authority);
        require(members.hasRole(founder, Members.Role.Validator), Validators_NotValidator(founder));
        _register(founder, node, endpoint);
        _addValidator(founder, node);
    }

    /// @notice Registers a node of the calling member. A registration that no proof has confirmed, or whose member
    /// has left, gives way: nobody keeps another's node off by naming it first.
    /// @param node Address of the node.
    /// @param endpoint Where it is reached, an enode or a URL, at most `ENDPOINT_BYTES_MAX` bytes; may be empty.
    /// @custom:who A member.
    function registerNode(address node, string calldata endpoint) external {
        require(members.isMember(msg.sender), Validators_NotMember(msg.sender));
        address holder = _nodes[node].member;
        if (holder != address(0)) {
            bool isHeld = _nodes[node].isValidator || _nodes[node].provedAt != 0;
            require(
                holder != msg.sender && !(isHeld && members.isMember(holder)),
                Validators_NodeTaken(node, holder)
            );
            _unregister(holder, node);
        }
        _register(msg.sender, node, endpoint);
    }

    /// @notice Says where a node of the calling member is reached.
    /// @param node Address of the node.
    /// @param endpoint Where it is reached, an enode or a URL, at most `ENDPOINT_BYTES_MAX` bytes; may be empty.
    /// @custom:who The member that registered the node.
    function setEndpoint(address node, string calldata endpoint) external {
        _checkMemberOf(node);
        _checkEndpoint(endpoint);
        _nodes[node].endpoint = endpoint;
        emit EndpointChanged(msg.sender, node, endpoint);
    }

    /// @notice Takes a node of the calling member off, and off the validators.
    /// @param node Address of the node.
    /// @custom:who The member that registered the node, also after it has left; not the last validator.
    function removeNode(address node) external {
        _checkMemberOf(node);
        if (_nodes[node].isValidator) _removeValidator(msg.sender, node);
        _unregister(msg.sender, node);
    }

    /// @notice Shows that a node runs. When its member has the validator role, the node counts from now on, in place
    /// of the node that counted for the member before. A member that gets the role later proves its node again.
    /// @param node Address of the node.
    /// @param blockNumber Number of one of the last 256 blocks, later than that of the node's last proof.
    /// @param signature The node's signature (r, s, v; 65 bytes, low s) of the EIP-712 typed data
    /// `NodeProof(address member,address node,uint256 blockNumber,bytes32 blockHash)` in the domain
    /// "Datacar Validators", version "1", of this chain and this contract.
    /// @custom:who Anyone who has the node's signature.
    function proveNode(address node, uint256 blockNumber, bytes calldata signature) external {
        address member = _nodes[node].member;
        require(member != address(0), Validators_UnknownNode(node));
        require(blockNumber > _provedBlockOf[node], Validators_ProofNotNewer(node, blockNumber));
        bytes32 blockHash = blockhash(blockNumber);
        require(blockHash != 0, Validators_BlockNotRecent(blockNumber));
        bytes32 digest = _hashTypedDataV4(
            keccak256(abi.encode(_NODE_PROOF_TYPEHASH, member, node, blockNumber, blockHash))
        );
        (address signer,,) = ECDSA.tryRecoverCalldata(digest, signature);
        require(signer == node, Validators_ProofInvalid(node));

        _provedBlockOf[node] = blockNumber;
        _nodes[node].provedAt = uint64(block.timestamp);
        emit NodeProved(member, node, blockNumber);
        if (_nodes[node].isValidator || !members.hasRole(member, Members.Role.Validator)) return;
        address replaced = _validatorOf[member];
        // Added first: the list must not be empty in between.
        _addValidator(member, node);
        if (replaced != address(0)) _removeValidator(member, replaced);
    }

    /// @notice Takes the node of a member that has lost the validator role off the validators.
    /// @param account Account of the member.
    /// @param roles Bit mask of its roles from now on.
    /// @custom:who The list of members.
    function onRolesChanged(address account, uint32 roles) external {
        require(msg.sender == address(members), Validators_NotMembers(msg.sender));
        address node = _validatorOf[account];
        bool hasRole = roles & (uint32(1) << uint8(Members.Role.Validator)) != 0;
        if (node != address(0) && !hasRole) _removeValidator(account, node);
    }

    /// @notice Addresses of the nodes that validate the chain: never none, none twice, in no promised order.
    /// @dev This is what Hyperledger Besu calls at every block when its genesis names this contract as
    /// `validatorcontractaddress` (QBFT): function `getValidators`, no arguments (selector 0xb7ab4db5), one dynamic
    /// array of addresses (org.hyperledger.besu.consensus.qbft.validator.ValidatorContractController). Besu takes the
    /// order as it comes, the same on every node, and counts entries for its quorum of two thirds.
    function getValidators() external view returns (address[] memory) {
        return _validatorSet.values();
    }

    /// @notice Number of validators.
    function validatorCount() external view returns (uint256) {
        return _validatorSet.length();
    }

    /// @notice Address of the node that counts for a member; zero when none does.
    /// @param member Account of the member.
    function validatorOf(address member) external view returns (address) {
        return _validatorOf[member];
    }

    /// @notice Number of nodes.
    function nodeCount() external view returns (uint256) {
        return _nodeSet.length();
    }

    /// @notice A node; the order changes when a node is removed.
    /// @param index Place of the node, 0 to `nodeCount() - 1`.
    function nodeAt(uint256 index) external view returns (Node memory) {
        return _nodes[_nodeSet.at(index)];
    }

    /// @notice A node.
    /// @param node Address of the node.
    function getNode(address node) external view returns (Node memory) {
        require(_nodes[node].member != address(0), Validators_UnknownNode(node));
        return _nodes[node];
    }

    /// @notice The nodes of a member, also of one that has left.
    /// @param member Account of the member.
    function nodesOf(address member) external view returns (Node[] memory nodes) {
        address[] memory addresses = _nodesOf[member].values();
        nodes = new Node[](addresses.length);
        for (uint256 i = 0; i < addresses.length; ++i) {
            nodes[i] = _nodes[addresses[i]];
        }
    }

    function _authorizeUpgrade(address) internal override restricted {}

    function _register(address member, address node, string calldata endpoint) private {
        require(node != address(0), Validators_NodeZero());
        _checkEndpoint(endpoint);
        require(_nodesOf[member].length() < NODES_PER_MEMBER_MAX, Validators_NodesFull(member));
        _nodeSet.add(node);
        _nodesOf[member].add(node);
        _nodes[node] = Node({
            node: node,
            registeredAt: uint64(block.timestamp),
            member: member,
            provedAt: 0,
            isValidator: false,
            endpoint: endpoint
        });
        emit NodeRegistered(member, node, endpoint);
    }

    function _unregister(address member, address node) private {
        _nodeSet.remove(node);
        _nodesOf[member].remove(node);
        delete _nodes[node];
        emit NodeRemoved(member, node);
    }

    function _addValidator(address member, address node) private {
        // A member's new node may come before its old one goes.
        require(
            _validatorOf[member] != address(0) || _validatorSet.length() < VALIDATORS_MAX,
            Validators_ValidatorsFull()
        );
        _validatorSet.add(node);
        _validatorOf[member] = node;
        _nodes[node].isValidator = true;
        emit ValidatorAdded(member, node);
    }

    function _removeValidator(address member, address node) private {
        require(_validatorSet.length() > 1, Validators_LastValidator(node));
        _validatorSet.remove(node);
        if (_validatorOf[member] == node) delete _validatorOf[member];
        _nodes[node].isValidator = false;
        emit ValidatorRemoved(member, node);
    }

    function _checkMemberOf(address node) private view {
        address member = _nodes[node].member;
        require(member != address(0), Validators_UnknownNode(node));
        require(member == msg.sender, Validators_NotMemberOfNode(node, msg.sender));
    }

    function _checkEndpoint(string calldata endpoint) private pure {
        uint256 length = bytes(endpoint).length;
        require(length <= ENDPOINT_BYTES_MAX, Validators_EndpointTooLong(length));
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @notice Who must know when the roles of a member change, and may refuse the change.
interface IRolesListener {
    /// @notice The roles of a member have changed.
    /// @param account Account of the member.
    /// @param roles Bit mask of its roles from now on; zero when it has left.
    function onRolesChanged(address account, uint32 roles) external;
}

/// @title The members of the consortium
/// @notice Says which institutions run this chain together, in which roles, with which server accounts they act
/// from day to day, and with which keys they certify the keys of cars. The founder admits the first members; from
/// the third on, the members' vote governs the list, for good.
contract Members is AccessManagedUpgradeable, UUPSUpgradeable {
    using Checkpoints for Checkpoints.Trace208;
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @notice What a member may do. A member can have several roles; a set of roles is a bit mask in which the bit
    /// `1 << uint8(role)` stands for a role.
    enum Role {
        Validator,
        Manufacturer,
        Registrar,
        ChargingOperator,
        Workshop,
        Insurer,
        Lender,
        GridOperator,
        Notary,
        Regulator,
        Foundation
    }

    /// @notice A member as everyone sees it.
    /// @param account The account that the member is known by.
    /// @param roles Bit mask of `Role`; zero after the member has left.
    /// @param joinedAt Time at which the member joined, in seconds since the epoch.
    /// @param name Name of the institution.
    struct Member {
        address account;
        uint32 roles;
        uint64 joinedAt;
        string name;
    }

    /// @notice A P-256 key with which a member certifies the keys of cars.
    /// @param x X coordinate of the public key.
    /// @param y Y coordinate of the public key.
    /// @param addedAt Time from which the key counts, in seconds since the epoch.
    /// @param revokedAt Time from which the key no longer counts, in seconds since the epoch; zero while it counts.
    struct CertificateKey {
        bytes32 x;
        bytes32 y;
        uint64 addedAt;
        uint64 revokedAt;
    }

    /// @notice Greatest length of a name, in bytes: a name is shown on pages, it is not a document.
    uint256 public constant NAME_BYTES_MAX = 128;

    /// @notice Greatest number of certificate keys of a member, revoked ones included: the list is read as a whole.
    uint256 public constant CERTIFICATE_KEYS_MAX = 64;

    /// @notice Greatest length of the address of a server, in bytes.
    uint256 public constant SERVER_URL_BYTES_MAX = 256;

    /// @notice Number of standing members at which the founder's powers end.
    uint256 public constant GENESIS_MEMBERS = 3;

    uint32 private constant _ROLES_ALL = uint32(2 ** (uint256(type(Role).max) + 1) - 1);

    /// @notice The timelock, which does what the members have voted for.
    address public immutable timelock;

    /// @notice The contract in which the members vote; it governs the list once the genesis is over.
    address public immutable membersVote;

    /// @notice The list of the chain's validators, which follows the roles of the members.
    IRolesListener public immutable validators;

    address[] private _accounts;
    mapping(address account => Member) private _members;
    mapping(address account => EnumerableSet.AddressSet) private _serverAccounts;
    mapping(address account => CertificateKey[]) private _certificateKeys;
    mapping(address account => mapping(address server => string)) private _serverUrls;
    mapping(address account => Checkpoints.Trace208) private _standing;
    Checkpoints.Trace208 private _electorate;
    address private _founder;
    uint64 private _genesisEndBlock;

    /// @notice A member joined.
    /// @param account Account of the member.
    /// @param name Name of the institution.
    /// @param roles Bit mask of its roles.
    event MemberAdded(address indexed account, string name, uint32 roles);

    /// @notice The roles of a member changed; without any role the member has left.
    /// @param account Account of the member.
    /// @param roles Bit mask of its roles from now on.
    event MemberRolesChanged(address indexed account, uint32 roles);

    /// @notice A member lets an account act for it.
    /// @param member Account of the member.
    /// @param server Account of its server.
    event ServerAccountAdded(address indexed member, address indexed server);

    /// @notice A member no longer lets an account act for it.
    /// @param member Account of the member.
    /// @param server Account of its server.
    event ServerAccountRemoved(address indexed member, address indexed server);

    /// @notice A member says where one of its servers is reached.
    /// @param member Account of the member.
    /// @param server Account of the server.
    /// @param url Where it is reached; empty when nowhere any more.
    event ServerUrlChanged(address indexed member, address indexed server, string url);

    /// @notice The founder's powers have ended for good: from now on only the members' vote changes the list.
    /// @param memberCount Number of standing members.
    event GenesisEnded(uint256 memberCount);

    /// @notice A member certifies keys of cars with a key from now on.
    /// @param member Account of the member.
    /// @param x X coordinate of the public key.
    /// @param y Y coordinate of the public key.
    event CertificateKeyAdded(address indexed member, bytes32 x, bytes32 y);

    /// @notice What a key signs from now on is no certificate of the member.
    /// @param member Account of the member.
    /// @param x X coordinate of the public key.
    /// @param y Y coordinate of the public key.
    event CertificateKeyRevoked(address indexed member, bytes32 x, bytes32 y);

    /// @notice Only the founder, until three members stand, and then only the members' vote may do this.
    error Members_NotGoverning(address account);
    /// @notice The account is no member, or has left.
    error Members_NotMember(address account);
    /// @notice The account has been a member before; change its roles instead.
    error Members_AlreadyMember(address account);
    /// @notice Only a member with the manufacturer or the registrar role certifies keys of cars.
    error Members_NotCertifier(address account);
    /// @notice The zero address can be neither a member nor a server.
    error Members_AccountZero();
    /// @notice A name has 1 to `NAME_BYTES_MAX` bytes.
    error Members_NameLengthInvalid(uint256 length);
    /// @notice The mask names no role where one is needed, or has bits that are no role.
    error Members_RolesInvalid(uint32 roles);
    /// @notice The consortium would be left without any member.
    error Members_LastMember(address account);
    /// @notice Until three members stand, the founder neither leaves nor gives up the foundation role: nobody could
    /// admit the third, and those who stay would decide without it.
    error Members_FounderStays(address founder);
    /// @notice What was at the end of a block is known once the block is over.
    error Members_BlockNotPast(uint256 blockNumber);
    /// @notice The address of a server has at most `SERVER_URL_BYTES_MAX` bytes.
    error Members_ServerUrlTooLong(uint256 length);
    /// @notice The account already acts for the member.
    error Members_ServerAccountKnown(address member, address server);
    /// @notice The account does not act for the member.
    error Members_ServerAccountUnknown(address member, address server);
    /// @notice The coordinates are no point on the curve P-256.
    error Members_CertificateKeyInvalid(bytes32 x, bytes32 y);
    /// @notice The member has, or had, this key already.
    error Members_CertificateKeyKnown(address member, bytes32 x, bytes32 y);
    /// @notice The member has no such key that still counts.
    error Members_CertificateKeyUnknown(address member, bytes32 x, bytes32 y);
    /// @notice The member has `CERTIFICATE_KEYS_MAX` keys already.
    error Members_CertificateKeysFull(address member);

    modifier onlyGoverning() {
        require(msg.sender == (isGenesis() ? _founder : membersVote), Members_NotGoverning(msg.sender));
        _;
    }

    /// @param timelock_ The timelock, which does what the members have voted for.
    /// @param membersVote_ The contract in which the members vote.
    /// @param validators_ The list of the chain's validators.
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address timelock_, address membersVote_, IRolesListener validators_) {
        timelock = timelock_;
        membersVote = membersVote_;
        validators = validators_;
        _disableInitializers();
    }

    /// @notice Begins the consortium with its founder.
    /// @param authority Contract that says who may upgrade this one.
    /// @param founder_ Account of the first member.
    /// @param name Name of the first member.
    /// @param roles Bit mask of its roles; the foundation role must be among them.
    /// @custom:who Nobody: it is called once, in the transaction that creates the contract.
    function initialize(address authority, address founder_, string calldata name, uint32 roles)
        external
        initializer
    {
        __AccessManaged_init(authority);
        require(roles & _bit(Role.Foundation) != 0, Members_RolesInvalid(roles));
        _founder = founder_;
        _addMember(founder_, name, roles);
    }

    /// @notice Admits a member.
    /// @param account Account of the member.
    /// @param name Name of the institution.
    /// @param roles Bit mask of its roles, at least one.
    /// @custom:who The founder until three members stand, then the members' vote.
    function addMember(address account, string calldata name, uint32 roles) external onlyGoverning {
        _addMember(account, name, roles);
        _endGenesisWhenOver();
    }

    /// @notice Changes the roles of a member, also of one that has left.
    /// @param account Account of the member.
    /// @param roles Bit mask of its roles from now on; zero dismisses the member.
    /// @custom:who The founder until three members stand, then the members' vote.
    function setRoles(address account, uint32 roles) external onlyGoverning {
        checkRoles(account, roles);
        _setRoles(account, roles);
    }

    /// @notice Ends the caller's membership. It can come back by a vote on its roles.
    /// @custom:who A member, unless it is the last one, its node is the last validator, or it is the founder and three
    /// members have not stood yet.
    function resign() external {
        require(isMember(msg.sender), Members_NotMember(msg.sender));
        _setRoles(msg.sender, 0);
    }

    /// @notice Lets an account act for the calling member: it anchors logs and registers vehicles in its name.
    /// @dev The account needs not agree: being named gives rights only over what belongs to the member that names it.
    /// @param server Account of the server.
    /// @custom:who A member, for itself.
    function addServerAccount(address server) external {
        require(isMember(msg.sender), Members_NotMember(msg.sender));
        require(server != address(0), Members_AccountZero());
        require(_serverAccounts[msg.sender].add(server), Members_ServerAccountKnown(msg.sender, server));
        emit ServerAccountAdded(msg.sender, server);
    }

    /// @notice Ends an account's right to act for the calling member. One that has left may do it too.
    /// @param server Account of the server.
    /// @custom:who A member, for itself, also after it has left.
    function removeServerAccount(address server) external {
        require(_serverAccounts[msg.sender].remove(server), Members_ServerAccountUnknown(msg.sender, server));
        delete _serverUrls[msg.sender][server];
        emit ServerAccountRemoved(msg.sender, server);
    }

    /// @notice Says where a server of the calling member is reached.
    /// @param server One of the member's server accounts.
    /// @param url Address of its API, at most `SERVER_URL_BYTES_MAX` bytes; empty takes it back.
    /// @custom:who A member, for its own server accounts.
    function setServerUrl(address server, string calldata url) external {
        require(isServerAccount(msg.sender, server), Members_ServerAccountUnknown(msg.sender, server));
        require(bytes(url).length <= SERVER_URL_BYTES_MAX, Members_ServerUrlTooLong(bytes(url).length));
        _serverUrls[msg.sender][server] = url;
        emit ServerUrlChanged(msg.sender, server, url);
    }

    /// @notice Adds a key with which the calling member certifies keys of cars.
    /// @param x X coordinate of the P-256 public key.
    /// @param y Y coordinate of the P-256 public key.
    /// @custom:who A member with the manufacturer or the registrar role, for itself.
    function addCertificateKey(bytes32 x, bytes32 y) external {
        require(
            hasRole(msg.sender, Role.Manufacturer) || hasRole(msg.sender, Role.Registrar),
            Members_NotCertifier(msg.sender)
        );
        require(P256.isValidPublicKey(x, y), Members_CertificateKeyInvalid(x, y));
        CertificateKey[] storage keys = _certificateKeys[msg.sender];
        require(keys.length < CERTIFICATE_KEYS_MAX, Members_CertificateKeysFull(msg.sender));
        (bool found,) = _findCertificateKey(msg.sender, x, y);
        require(!found, Members_CertificateKeyKnown(msg.sender, x, y));

        keys.push(CertificateKey({x: x, y: y, addedAt: uint64(block.timestamp), revokedAt: 0}));
        emit CertificateKeyAdded(msg.sender, x, y);
    }

    /// @notice Ends a certificate key of the calling member for good; a revoked key cannot come back. A member that
    /// has left may do it too.
    /// @param x X coordinate of the P-256 public key.
    /// @param y Y coordinate of the P-256 public key.
    /// @custom:who A member, for itself, also after it has left.
    function revokeCertificateKey(bytes32 x, bytes32 y) external {
        (bool found, uint256 index) = _findCertificateKey(msg.sender, x, y);
        require(
            found && _certificateKeys[msg.sender][index].revokedAt == 0,
            Members_CertificateKeyUnknown(msg.sender, x, y)
        );
        _certificateKeys[msg.sender][index].revokedAt = uint64(block.timestamp);
        emit CertificateKeyRevoked(msg.sender, x, y);
    }

    /// @notice The first member.
    function founder() external view returns (address) {
        return _founder;
    }

    /// @notice Who keeps what no vote has taken over yet: the founder in the genesis, then the timelock.
    function steward() external view returns (address) {
        return isGenesis() ? _founder : timelock;
    }

    /// @notice Whether the genesis lasted at the end of a block. Whoever was a member then, the founder alone had
    /// admitted.
    /// @param blockNumber Number of a block that is over.
    function wasGenesis(uint256 blockNumber) external view returns (bool) {
        _checkPast(blockNumber);
        return _genesisEndBlock == 0 || blockNumber < _genesisEndBlock;
    }

    /// @notice Number of the block in which an account last became a member or ceased to be one; zero when it never
    /// was one.
    /// @param account Account to ask about.
    function standingBlock(address account) external view returns (uint256) {
        (, uint48 blockNumber,) = _standing[account].latestCheckpoint();
        return blockNumber;
    }

    /// @notice Whether an account was a member with at least one role at the end of a block.
    /// @param account Account to ask about.
    /// @param blockNumber Number of a block that is over.
    function wasMember(address account, uint256 blockNumber) external view returns (bool) {
        _checkPast(blockNumber);
        return _standing[account].upperLookupRecent(SafeCast.toUint48(blockNumber)) != 0;
    }

    /// @notice Number of members with at least one role at the end of a block.
    /// @param blockNumber Number of a block that is over.
    function electorateAt(uint256 blockNumber) external view returns (uint256) {
        _checkPast(blockNumber);
        return _electorate.upperLookupRecent(SafeCast.toUint48(blockNumber));
    }

    /// @notice Number of members that ever joined.
    function memberCount() external view returns (uint256) {
        return _accounts.length;
    }

    /// @notice The member at a place in the order of joining, 0 to `memberCount() - 1`.
    /// @param index Place in the order of joining.
    function memberAt(uint256 index) external view returns (Member memory) {
        return _members[_accounts[index]];
    }

    /// @notice What is known of a member, also of one that has left.
    /// @param account Account of the member.
    function getMember(address account) external view returns (Member memory) {
        require(_members[account].account != address(0), Members_NotMember(account));
        return _members[account];
    }

    /// @notice The accounts that act for a member.
    /// @param member Account of the member.
    function serverAccountsOf(address member) external view returns (address[] memory) {
        return _serverAccounts[member].values();
    }

    /// @notice Where a server of a member is reached; empty when the member has not said it.
    /// @param member Account of the member.
    /// @param server Account of the server.
    function serverUrlOf(address member, address server) external view returns (string memory) {
        return _serverUrls[member][server];
    }

    /// @notice All certificate keys of a member, revoked ones too, in the order of adding.
    /// @param member Account of the member.
    function certificateKeysOf(address member) external view returns (CertificateKey[] memory) {
        return _certificateKeys[member];
    }

    /// @notice Refuses, with the error that says why, what `addMember` would refuse.
    /// @param account Account of the member.
    /// @param name Name of the institution.
    /// @param roles Bit mask of its roles, at least one.
    function checkAdmission(address account, string calldata name, uint32 roles) public view {
        require(account != address(0), Members_AccountZero());
        require(_members[account].account == address(0), Members_AlreadyMember(account));
        uint256 length = bytes(name).length;
        require(length != 0 && length <= NAME_BYTES_MAX, Members_NameLengthInvalid(length));
        require(roles != 0 && roles & ~_ROLES_ALL == 0, Members_RolesInvalid(roles));
    }

    /// @notice Refuses, with the error that says why, roles that `setRoles` would refuse whoever asks.
    /// @param account Account of the member.
    /// @param roles Bit mask of its roles; zero dismisses the member.
    function checkRoles(address account, uint32 roles) public view {
        require(_members[account].account != address(0), Members_NotMember(account));
        require(roles & ~_ROLES_ALL == 0, Members_RolesInvalid(roles));
    }

    /// @notice Whether the founder still governs the list. It ends for good when `GENESIS_MEMBERS` members stand.
    function isGenesis() public view returns (bool) {
        return _genesisEndBlock == 0;
    }

    /// @notice Number of members with at least one role.
    function standingCount() public view returns (uint256) {
        return _electorate.latest();
    }

    /// @notice Whether an account is a member with at least one role.
    /// @param account Account to ask about.
    function isMember(address account) public view returns (bool) {
        return _members[account].roles != 0;
    }

    /// @notice Whether a member has a role.
    /// @param account Account of the member.
    /// @param role Role to ask about.
    function hasRole(address account, Role role) public view returns (bool) {
        return _members[account].roles & _bit(role) != 0;
    }

    /// @notice Whether an account is a server account of a member that has not left.
    /// @param member Account of the member.
    /// @param server Account to ask about.
    function isServerAccount(address member, address server) public view returns (bool) {
        return isMember(member) && _serverAccounts[member].contains(server);
    }

    /// @notice Whether an account may act for a member: it is the member itself or one of its server accounts.
    /// @param account Account to ask about.
    /// @param member Account of the member.
    function actsFor(address account, address member) external view returns (bool) {
        return (account == member && isMember(member)) || isServerAccount(member, account);
    }

    function _authorizeUpgrade(address) internal override restricted {}

    function _addMember(address account, string calldata name, uint32 roles) private {
        checkAdmission(account, name, roles);
        _accounts.push(account);
        _members[account] =
            Member({account: account, roles: roles, joinedAt: uint64(block.timestamp), name: name});
        _count(account, true);
        emit MemberAdded(account, name, roles);
    }

    function _setRoles(address account, uint32 roles) private {
        bool isStanding = isMember(account);
        _members[account].roles = roles;
        if (isStanding != (roles != 0)) _count(account, !isStanding);
        emit MemberRolesChanged(account, roles);
        _endGenesisWhenOver();
        require(!isGenesis() || hasRole(_founder, Role.Foundation), Members_FounderStays(_founder));
        validators.onRolesChanged(account, roles);
    }

    /// @dev Keeps the history that votes are counted by.
    function _count(address account, bool isStanding) private {
        uint256 count = standingCount();
        require(isStanding || count > 1, Members_LastMember(account));
        uint48 key = SafeCast.toUint48(block.number);
        _electorate.push(key, SafeCast.toUint208(isStanding ? count + 1 : count - 1));
        _standing[account].push(key, isStanding ? 1 : 0);
    }

    function _endGenesisWhenOver() private {
        if (!isGenesis()) return;
        uint256 count = standingCount();
        if (count < GENESIS_MEMBERS) return;
        _genesisEndBlock = uint64(block.number);
        emit GenesisEnded(count);
    }

    function _checkPast(uint256 blockNumber) private view {
        require(blockNumber < block.number, Members_BlockNotPast(blockNumber));
    }

    function _findCertificateKey(address member, bytes32 x, bytes32 y)
        private
        view
        returns (bool found, uint256 index)
    {
        CertificateKey[] storage keys = _certificateKeys[member];
        for (uint256 i = 0; i < keys.length; ++i) {
            if (keys[i].x == x && keys[i].y == y) return (true, i);
        }
    }

    function _bit(Role role) private pure returns (uint32) {
        return uint32(1) << uint8(role);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @title The members of the consortium
/// @notice Says which institutions run this chain together, in which roles, with which server accounts they act
/// from day to day, and with which keys they certify the keys of cars. Members with the foundation role administer
/// the list.
contract Members {
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

    uint32 private constant _ROLES_ALL = uint32(2 ** (uint256(type(Role).max) + 1) - 1);

    address[] private _accounts;
    mapping(address account => Member) private _members;
    mapping(address account => EnumerableSet.AddressSet) private _serverAccounts;
    mapping(address account => CertificateKey[]) private _certificateKeys;
    uint256 private _foundationCount;

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

    /// @notice Only a member with the foundation role may do this.
    error Members_NotFoundation(address account);
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
    /// @notice The consortium would be left without any foundation, and nobody could administer it.
    error Members_LastFoundation(address account);
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

    modifier onlyFoundation() {
        require(hasRole(msg.sender, Role.Foundation), Members_NotFoundation(msg.sender));
        _;
    }

    /// @param foundation Account of the first member.
    /// @param name Name of the first member.
    /// @param roles Bit mask of its roles; the foundation role must be among them.
    constructor(address foundation, string memory name, uint32 roles) {
        require(roles & _bit(Role.Foundation) != 0, Members_RolesInvalid(roles));
        _addMember(foundation, name, roles);
    }

    /// @notice Admits a member. Only a foundation member may.
    /// @param account Account of the member.
    /// @param name Name of the institution.
    /// @param roles Bit mask of its roles, at least one.
    function addMember(address account, string calldata name, uint32 roles) external onlyFoundation {
        _addMember(account, name, roles);
    }

    /// @notice Changes the roles of a member, also of one that has left. Only a foundation member may.
    /// @param account Account of the member.
    /// @param roles Bit mask of its roles from now on; zero lets the member leave.
    function setRoles(address account, uint32 roles) external onlyFoundation {
        Member storage member = _members[account];
        require(member.account != address(0), Members_NotMember(account));
        _checkRoles(roles);

        bool wasFoundation = member.roles & _bit(Role.Foundation) != 0;
        bool isFoundation = roles & _bit(Role.Foundation) != 0;
        if (wasFoundation && !isFoundation) {
            require(_foundationCount > 1, Members_LastFoundation(account));
            --_foundationCount;
        } else if (!wasFoundation && isFoundation) {
            ++_foundationCount;
        }

        member.roles = roles;
        emit MemberRolesChanged(account, roles);
    }

    /// @notice Lets an account act for the calling member: it anchors logs and registers vehicles in its name.
    /// @dev The account needs not agree: being named gives rights only over what belongs to the member that names it.
    /// @param server Account of the server.
    function addServerAccount(address server) external {
        require(isMember(msg.sender), Members_NotMember(msg.sender));
        require(server != address(0), Members_AccountZero());
        require(_serverAccounts[msg.sender].add(server), Members_ServerAccountKnown(msg.sender, server));
        emit ServerAccountAdded(msg.sender, server);
    }

    /// @notice Ends an account's right to act for the calling member. One that has left may do it too.
    /// @param server Account of the server.
    function removeServerAccount(address server) external {
        require(_serverAccounts[msg.sender].remove(server), Members_ServerAccountUnknown(msg.sender, server));
        emit ServerAccountRemoved(msg.sender, server);
    }

    /// @notice Adds a key with which the calling member certifies keys of cars.
    /// @param x X coordinate of the P-256 public key.
    /// @param y Y coordinate of the P-256 public key.
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
    function revokeCertificateKey(bytes32 x, bytes32 y) external {
        (bool found, uint256 index) = _findCertificateKey(msg.sender, x, y);
        require(
            found && _certificateKeys[msg.sender][index].revokedAt == 0,
            Members_CertificateKeyUnknown(msg.sender, x, y)
        );
        _certificateKeys[msg.sender][index].revokedAt = uint64(block.timestamp);
        emit CertificateKeyRevoked(msg.sender, x, y);
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

    /// @notice All certificate keys of a member, revoked ones too, in the order of adding.
    /// @param member Account of the member.
    function certificateKeysOf(address member) external view returns (CertificateKey[] memory) {
        return _certificateKeys[member];
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

    function _addMember(address account, string memory name, uint32 roles) private {
        require(account != address(0), Members_AccountZero());
        require(_members[account].account == address(0), Members_AlreadyMember(account));
        uint256 length = bytes(name).length;
        require(length != 0 && length <= NAME_BYTES_MAX, Members_NameLengthInvalid(length));
        require(roles != 0, Members_RolesInvalid(roles));
        _checkRoles(roles);

        _accounts.push(account);
        _members[account] =
            Member({account: account, roles: roles, joinedAt: uint64(block.timestamp), name: name});
        if (roles & _bit(Role.Foundation) != 0) ++_foundationCount;
        emit MemberAdded(account, name, roles);
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

    function _checkRoles(uint32 roles) private pure {
        require(roles & ~_ROLES_ALL == 0, Members_RolesInvalid(roles));
    }

    function _bit(Role role) private pure returns (uint32) {
        return uint32(1) << uint8(role);
    }
}

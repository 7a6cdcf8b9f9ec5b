// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RecordLog} from "../records/RecordLog.sol";
import {VehicleRegistry} from "../vehicles/VehicleRegistry.sol";
import {Members} from "./Members.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title Who may do what
/// @notice The one place in which the contracts that can be upgraded look up who may call a function of theirs. Its
/// administrator is the timelock, for good, and only the timelock ever upgrades. The roles of the consortium are not
/// granted here but read from the list of members, so who leaves loses them in the same block. The council can pause
/// a contract that is declared pausable for a few days.
contract Access is AccessManager {
    /// @notice The contracts of a consortium that this one knows by name.
    /// @param timelock Does what the members have voted for; the administrator.
    /// @param members List of the members.
    /// @param membersVote Where they vote.
    /// @param validators List of the validators of the chain.
    /// @param council Council of the foundation.
    /// @param vehicleRegistry Registry of vehicles.
    /// @param recordLog Anchors of the members' logs.
    struct Contracts {
        address timelock;
        address members;
        address membersVote;
        address validators;
        address council;
        address vehicleRegistry;
        address recordLog;
    }

    /// @notice The first of the roles that are read from the list of members: `Members.Role` counted from it.
    uint64 public constant MEMBERS_ROLE_FIRST = 1;
    /// @notice The last of the roles that are read from the list of members.
    uint64 public constant MEMBERS_ROLE_LAST = MEMBERS_ROLE_FIRST + uint64(type(Members.Role).max);
    /// @notice The founding foundation until three members stand, then the timelock.
    uint64 public constant STEWARD_ROLE = 100;
    /// @notice The council of the foundation.
    uint64 public constant COUNCIL_ROLE = 101;
    /// @notice Whoever is a member now.
    uint64 public constant MEMBER_ROLE = 102;

    /// @notice Longest pause, in seconds.
    uint64 public constant PAUSE_SECONDS_MAX = 7 days;
    /// @notice Shortest time between the end of a pause and the next one of the same contract, in seconds.
    uint64 public constant PAUSE_REST_SECONDS = 30 days;

    /// @notice The administrator.
    address public immutable timelock;
    /// @notice List of the members, from which their roles are read.
    Members public immutable members;
    /// @notice Where the members vote.
    address public immutable membersVote;
    /// @notice List of the validators.
    address public immutable validators;
    /// @notice Council of the foundation.
    address public immutable council;

    /// @dev Whether a contract can be paused, and when its last pause ends or ended.
    struct Pause {
        bool isPausable;
        uint64 endsAt;
    }

    mapping(address target => Pause) private _pauses;

    /// @notice A contract can be paused from now on, or can no longer be.
    /// @param target The contract.
    /// @param canBePaused Whether it can be paused.
    event PausableChanged(address indexed target, bool canBePaused);

    /// @notice The council paused a contract.
    /// @param target The contract.
    /// @param until Time at which the pause ends by itself, in seconds since the epoch.
    event Paused(address indexed target, uint64 until);

    /// @notice A pause was ended before its time.
    /// @param target The contract.
    event Unpaused(address indexed target);

    /// @notice This role is read from the consortium; it cannot be granted or taken here.
    error Access_RoleComputed(uint64 roleId);
    /// @notice Only the timelock upgrades, and no vote changes that.
    error Access_UpgradeLocked(address target);
    /// @notice This is the contract that says who may do what, for good.
    error Access_AuthorityFixed(address target);
    /// @notice Nothing closes a contract but a pause.
    error Access_OnlyPauseCloses();
    /// @notice This contract can never be declared pausable: votes, exits and validators depend on it.
    error Access_NeverPausable(address target);
    /// @notice This contract is not declared pausable.
    error Access_NotPausable(address target);
    /// @notice A pause lasts 1 to `PAUSE_SECONDS_MAX` seconds.
    error Access_PauseTooLong(uint64 durationSeconds);
    /// @notice The last pause of this contract runs, or ended less than `PAUSE_REST_SECONDS` ago.
    error Access_PausedRecently(address target, uint64 pausableAgainAt);
    /// @notice The contract is not paused.
    error Access_NotPaused(address target);

    /// @param contracts The contracts of the consortium; they need not exist yet.
    constructor(Contracts memory contracts) AccessManager(contracts.timelock) {
        timelock = contracts.timelock;
        members = Members(contracts.members);
        membersVote = contracts.membersVote;
        validators = contracts.validators;
        council = contracts.council;

        _allowFunctions(contracts.vehicleRegistry, contracts.recordLog);
        _setPausable(contracts.vehicleRegistry, true);
        _setPausable(contracts.recordLog, true);
        _labelRoles();
    }

    /// @notice Declares whether the council can pause a contract. Taking that away ends a pause that runs.
    /// @param target The contract.
    /// @param canBePaused Whether the council can pause it.
    /// @custom:who The timelock, after a vote of the members.
    function setPausable(address target, bool canBePaused) external onlyAuthorized {
        require(!_isNeverPausable(target), Access_NeverPausable(target));
        _setPausable(target, canBePaused);
        if (!canBePaused && isTargetClosed(target)) _endPause(target);
    }

    /// @notice Closes the functions of a contract that look up here who may call them, but not for the timelock. What
    /// a contract leaves open (exits, revocations) stays open.
    /// @param target The contract; must be pausable.
    /// @param durationSeconds Time after which the pause ends by itself, at most `PAUSE_SECONDS_MAX`.
    /// @custom:who The council of the foundation; not again until 30 days after the last pause of this contract.
    function pause(address target, uint64 durationSeconds) external onlyAuthorized {
        require(_pauses[target].isPausable, Access_NotPausable(target));
        require(
            durationSeconds != 0 && durationSeconds <= PAUSE_SECONDS_MAX, Access_PauseTooLong(durationSeconds)
        );
        uint64 againAt = pausableAgainAt(target);
        require(block.timestamp >= againAt, Access_PausedRecently(target, againAt));
        uint64 endsAt = uint64(block.timestamp) + durationSeconds;
        _pauses[target].endsAt = endsAt;
        emit Paused(target, endsAt);
    }

    /// @notice Ends a pause before its time.
    /// @param target The contract.
    /// @custom:who The council of the foundation.
    function unpause(address target) external onlyAuthorized {
        require(isTargetClosed(target), Access_NotPaused(target));
        _endPause(target);
    }

    /// @notice Gives an account a role that is kept here. The roles of the consortium are not.
    /// @inheritdoc AccessManager
    /// @custom:who The timelock, after a vote of the members, or whom it made administrator of the role.
    function grantRole(uint64 roleId, address account, uint32 executionDelay) public override {
        _requireNotComputed(roleId);
        super.grantRole(roleId, account, executionDelay);
    }

    /// @notice Takes a role that is kept here from an account.
    /// @inheritdoc AccessManager
    /// @custom:who The timelock, after a vote of the members, or whom it made administrator of the role.
    function revokeRole(uint64 roleId, address account) public override {
        _requireNotComputed(roleId);
        super.revokeRole(roleId, account);
    }

    /// @notice Gives back a role that is kept here.
    /// @inheritdoc AccessManager
    /// @custom:who Whoever holds the role.
    function renounceRole(uint64 roleId, address callerConfirmation) public override {
        _requireNotComputed(roleId);
        super.renounceRole(roleId, callerConfirmation);
    }

    /// @notice Refused to everybody: only `pause` closes a contract.
    /// @custom:who Nobody.
    function setTargetClosed(address, bool) public pure override {
        revert Access_OnlyPauseCloses();
    }

    /// @notice Refused to everybody: another authority could let somebody upgrade without a vote.
    /// @param target The contract.
    /// @custom:who Nobody.
    function updateAuthority(address target, address) public pure override {
        revert Access_AuthorityFixed(target);
    }

    /// @notice Whether a contract can be paused at all.
    /// @param target The contract.
    function isPausable(address target) external view returns (bool) {
        return _pauses[target].isPausable;
    }

    /// @notice Time at which the pause of a contract ends by itself, in seconds since the epoch; zero when it is not
    /// paused.
    /// @param target The contract.
    function pausedUntil(address target) external view returns (uint64) {
        return isTargetClosed(target) ? _pauses[target].endsAt : 0;
    }

    /// @notice Time from which a contract can be paused again, in seconds since the epoch; zero when it never was
    /// paused.
    /// @param target The contract.
    function pausableAgainAt(address target) public view returns (uint64) {
        uint64 endsAt = _pauses[target].endsAt;
        return endsAt == 0 ? 0 : endsAt + PAUSE_REST_SECONDS;
    }

    /// @notice Whether a contract is paused.
    /// @param target The contract.
    function isTargetClosed(address target) public view override returns (bool) {
        return block.timestamp < _pauses[target].endsAt;
    }

    /// @notice Whether an account may call a function of a contract now.
    /// @dev A pause stops everybody but the timelock, so that a vote can mend what the pause is for. Nobody replaces a
    /// contract's authority, as in `updateAuthority`.
    /// @param caller The account.
    /// @param target The contract.
    /// @param selector Selector of the function.
    /// @return immediate Whether it may call it at once.
    /// @return delay Time after which it may, when it has to announce the call, in seconds; zero otherwise.
    function canCall(address caller, address target, bytes4 selector)
        public
        view
        override
        returns (bool immediate, uint32 delay)
    {
        if (selector == IAccessManaged.setAuthority.selector) return (false, 0);
        if (caller == timelock && isTargetClosed(target)) {
            (immediate, delay) = hasRole(getTargetFunctionRole(target, selector), caller);
            return (immediate && delay == 0, 0);
        }
        return super.canCall(caller, target, selector);
    }

    /// @notice Whether an account has a role now.
    /// @param roleId The role.
    /// @param account The account.
    /// @return isMember Whether it has it.
    /// @return executionDelay Time for which it has to announce what it does by this role, in seconds; zero for the
    /// roles of the consortium.
    function hasRole(uint64 roleId, address account)
        public
        view
        override
        returns (bool isMember, uint32 executionDelay)
    {
        if (roleId == ADMIN_ROLE) return (account == timelock, 0);
        if (roleId == STEWARD_ROLE) return (account == members.steward(), 0);
        if (roleId == COUNCIL_ROLE) return (account == council, 0);
        if (roleId == MEMBER_ROLE) return (members.isMember(account), 0);
        if (_isMembersRole(roleId)) {
            // The range was checked.
            // forge-lint: disable-next-line(unsafe-typecast)
            return (members.hasRole(account, Members.Role(uint8(roleId - MEMBERS_ROLE_FIRST))), 0);
        }
        return super.hasRole(roleId, account);
    }

    /// @dev Who upgrades is decided for good: even a vote cannot hand it to somebody who acts without a vote.
    function _setTargetFunctionRole(address target, bytes4 selector, uint64 roleId) internal override {
        require(selector != UUPSUpgradeable.upgradeToAndCall.selector, Access_UpgradeLocked(target));
        super._setTargetFunctionRole(target, selector, roleId);
    }

    function _allowFunctions(address vehicleRegistry, address recordLog) private {
        _allow(address(this), this.pause.selector, COUNCIL_ROLE);
        _allow(address(this), this.unpause.selector, COUNCIL_ROLE);
        _allow(vehicleRegistry, VehicleRegistry.assignWmi.selector, STEWARD_ROLE);
        _allow(vehicleRegistry, VehicleRegistry.mint.selector, PUBLIC_ROLE);
        _allow(vehicleRegistry, VehicleRegistry.setModel.selector, PUBLIC_ROLE);
        _allow(recordLog, RecordLog.openLog.selector, MEMBER_ROLE);
        _allow(recordLog, RecordLog.anchor.selector, PUBLIC_ROLE);
    }

    function _allow(address target, bytes4 selector, uint64 roleId) private {
        super._setTargetFunctionRole(target, selector, roleId);
    }

    function _setPausable(address target, bool canBePaused) private {
        _pauses[target].isPausable = canBePaused;
        emit PausableChanged(target, canBePaused);
    }

    /// @dev Names for those who read the events of an AccessManager.
    function _labelRoles() private {
        string[11] memory labels = [
            "validator",
            "manufacturer",
            "registrar",
            "chargingOperator",
            "workshop",
            "insurer",
            "lender",
            "gridOperator",
            "notary",
            "regulator",
            "foundation"
        ];
        for (uint64 i = 0; i < labels.length; ++i) {
            emit RoleLabel(MEMBERS_ROLE_FIRST + i, labels[i]);
        }
        emit RoleLabel(STEWARD_ROLE, "steward");
        emit RoleLabel(COUNCIL_ROLE, "council");
        emit RoleLabel(MEMBER_ROLE, "member");
    }

    function _endPause(address target) private {
        _pauses[target].endsAt = uint64(block.timestamp);
        emit Unpaused(target);
    }

    function _isNeverPausable(address target) private view returns (bool) {
        return target == address(this) || target == timelock || target == address(members)
            || target == membersVote || target == validators || target == council;
    }

    function _requireNotComputed(uint64 roleId) private pure {
        bool isComputed = roleId == ADMIN_ROLE || roleId == STEWARD_ROLE || roleId == COUNCIL_ROLE
            || roleId == MEMBER_ROLE || _isMembersRole(roleId);
        require(!isComputed, Access_RoleComputed(roleId));
    }

    function _isMembersRole(uint64 roleId) private pure returns (bool) {
        return roleId >= MEMBERS_ROLE_FIRST && roleId <= MEMBERS_ROLE_LAST;
    }
}

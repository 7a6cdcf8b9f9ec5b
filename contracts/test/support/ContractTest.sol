// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {Deployment} from "./Deployment.sol";

/// @title What every suite starts from
/// @notice A consortium of a foundation, a manufacturer and a registrar with a server, and somebody who is no member.
/// Three members stand, so the founder's powers have ended.
abstract contract ContractTest is Deployment {
    /// @dev forge looks for this: it runs suites only in contracts that say so.
    bool public constant IS_TEST = true;

    uint64 internal constant GENESIS_TIME = 1_700_000_000;
    uint64 internal constant VOTING_PERIOD_SECONDS = 7 days;
    uint64 internal constant TIMELOCK_DELAY_SECONDS = 48 hours;
    bytes6 internal constant RENAULT = "VF1";

    address internal foundation = makeAccount("foundation");
    address internal manufacturer = makeAccount("manufacturer");
    address internal registrar = makeAccount("registrar");
    address internal registrarServer = makeAccount("registrar's server");
    address internal stranger = makeAccount("stranger");
    address internal alice = makeAccount("alice");
    address internal bob = makeAccount("bob");
    address internal foundationNode = makeAccount("foundation's node");
    address[3] internal seats = [makeAccount("seat 1"), makeAccount("seat 2"), makeAccount("seat 3")];

    function setUp() public virtual {
        deployFounder();
        vm.startPrank(foundation);
        members.addMember(manufacturer, "Renault", roles(Members.Role.Manufacturer));
        members.addMember(registrar, "Registrar", roles(Members.Role.Registrar));
        vm.stopPrank();
        vm.prank(registrar);
        members.addServerAccount(registrarServer);
        nextBlock();
    }

    /// @dev The consortium on its first day: the founder is its only member.
    function deployFounder() internal {
        vm.warp(GENESIS_TIME);
        deployConsortium(makeTerms());
    }

    function makeTerms() internal view returns (Terms memory) {
        address[] memory accounts = new address[](3);
        for (uint256 i = 0; i < 3; ++i) {
            accounts[i] = seats[i];
        }
        return Terms({
            founder: foundation,
            name: "Foundation",
            roles: roles(Members.Role.Foundation, Members.Role.Validator),
            node: foundationNode,
            endpoint: "enode://node.example:30303",
            seats: accounts,
            threshold: 2,
            votingPeriodSeconds: VOTING_PERIOD_SECONDS,
            timelockDelaySeconds: TIMELOCK_DELAY_SECONDS
        });
    }

    /// @dev As a vote that passed does.
    function addMember(address account, string memory name, uint32 mask) internal {
        vm.prank(address(membersVote));
        members.addMember(account, name, mask);
    }

    /// @dev As a vote that passed does.
    function setRoles(address account, uint32 mask) internal {
        vm.prank(address(membersVote));
        members.setRoles(account, mask);
    }

    /// @dev Proposes calls and passes them by the votes of all members; they still have to wait for the timelock.
    function passCalls(address[] memory targets, bytes[] memory payloads) internal returns (uint256 id) {
        nextBlock();
        vm.prank(foundation);
        id = membersVote.proposeCalls(targets, payloads, "A test needs it.");
        address[3] memory voters = [foundation, manufacturer, registrar];
        for (uint256 i = 0; i < 3 && membersVote.stateOf(id) == MembersVote.State.Open; ++i) {
            vm.prank(voters[i]);
            membersVote.castVote(id, true);
        }
        membersVote.execute(id);
    }

    /// @dev Has the council call a contract, by the approvals of two of its three seats.
    function councilCall(address target, bytes memory data) internal returns (uint256 id) {
        vm.prank(seats[0]);
        id = council.propose(target, data, "A test needs it.", 0);
        vm.prank(seats[1]);
        council.approve(id);
    }

    function nextBlock() internal {
        vm.roll(vm.getBlockNumber() + 1);
    }

    function roles(Members.Role role) internal pure returns (uint32) {
        return uint32(1) << uint8(role);
    }

    function roles(Members.Role first, Members.Role second) internal pure returns (uint32) {
        return roles(first) | roles(second);
    }

    function makeAccount(string memory name) internal returns (address account) {
        account = address(uint160(uint256(keccak256(bytes(name)))));
        vm.label(account, name);
    }

    /// @dev A point on P-256 for each seed but 0.
    function makeKey(uint256 seed) internal pure returns (bytes32 x, bytes32 y) {
        (uint256 keyX, uint256 keyY) = vm.publicKeyP256(seed);
        return (bytes32(keyX), bytes32(keyY));
    }

    /// @dev A number in the range, both ends included.
    function bound(uint256 value, uint256 min, uint256 max) internal pure returns (uint256) {
        return min + value % (max - min + 1);
    }
}

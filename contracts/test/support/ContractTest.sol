// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {Vm} from "./Vm.sol";

/// @title What every suite starts from
/// @notice A consortium of a foundation, a manufacturer, a registrar with a server, and somebody who is no member.
abstract contract ContractTest {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @dev forge looks for this: it runs suites only in contracts that say so.
    bool public constant IS_TEST = true;

    uint64 internal constant GENESIS_TIME = 1_700_000_000;
    bytes6 internal constant RENAULT = "VF1";

    address internal foundation = makeAccount("foundation");
    address internal manufacturer = makeAccount("manufacturer");
    address internal registrar = makeAccount("registrar");
    address internal registrarServer = makeAccount("registrar's server");
    address internal stranger = makeAccount("stranger");
    address internal alice = makeAccount("alice");
    address internal bob = makeAccount("bob");

    Members internal members;

    function setUp() public virtual {
        vm.warp(GENESIS_TIME);
        members = new Members(foundation, "Foundation", roles(Members.Role.Foundation));
        vm.startPrank(foundation);
        members.addMember(manufacturer, "Renault", roles(Members.Role.Manufacturer));
        members.addMember(registrar, "Registrar", roles(Members.Role.Registrar));
        vm.stopPrank();
        vm.prank(registrar);
        members.addServerAccount(registrarServer);
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

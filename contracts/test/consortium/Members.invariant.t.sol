// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {Vm} from "../support/Vm.sol";

/// @title Four institutions that admit, promote and dismiss each other as they please
contract Administrators {
    Vm private immutable _vm;
    Members private immutable _members;
    address[4] public accounts;

    constructor(Vm vm_, Members members_, address[4] memory accounts_) {
        _vm = vm_;
        _members = members_;
        accounts = accounts_;
    }

    function add(uint8 caller, uint8 account, uint32 roles) external {
        _vm.prank(accounts[caller % 4]);
        try _members.addMember(accounts[account % 4], "Member", roles % (1 << 11)) {} catch {}
    }

    function setRoles(uint8 caller, uint8 account, uint32 roles) external {
        _vm.prank(accounts[caller % 4]);
        try _members.setRoles(accounts[account % 4], roles % (1 << 11)) {} catch {}
    }

    function resign(uint8 account) external {
        _vm.prank(accounts[account % 4]);
        try _members.setRoles(accounts[account % 4], 0) {} catch {}
    }

    function addServer(uint8 caller, uint8 account) external {
        _vm.prank(accounts[caller % 4]);
        try _members.addServerAccount(accounts[account % 4]) {} catch {}
    }
}

contract MembersInvariantTest is ContractTest {
    Administrators private administrators;

    function setUp() public override {
        super.setUp();
        administrators = new Administrators(vm, members, [foundation, registrar, alice, bob]);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(administrators);
    }

    function invariant_SomebodyCanAlwaysAdminister() public view {
        uint256 foundations;
        for (uint256 i = 0; i < members.memberCount(); ++i) {
            if (members.hasRole(members.memberAt(i).account, Members.Role.Foundation)) ++foundations;
        }
        vm.assertTrue(foundations > 0, "no foundation is left");
    }

    function invariant_EveryMemberIsListedOnce() public view {
        uint256 count = members.memberCount();
        for (uint256 i = 0; i < count; ++i) {
            address account = members.memberAt(i).account;
            vm.assertTrue(members.getMember(account).joinedAt != 0, "a member that never joined");
            for (uint256 j = 0; j < i; ++j) {
                vm.assertTrue(members.memberAt(j).account != account, "a member listed twice");
            }
        }
    }

    function invariant_NobodyActsForAMemberThatHasLeft() public view {
        for (uint256 i = 0; i < 4; ++i) {
            address member = administrators.accounts(i);
            if (members.isMember(member)) continue;
            for (uint256 j = 0; j < 4; ++j) {
                vm.assertEq(members.actsFor(administrators.accounts(j), member), false);
            }
        }
    }
}

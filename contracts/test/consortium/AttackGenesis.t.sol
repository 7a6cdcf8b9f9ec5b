// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Access} from "../../src/consortium/Access.sol";
import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {MiningReserve} from "../../src/token/MiningReserve.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {TokenDeployment} from "../support/TokenDeployment.sol";
import {VehicleRegistryNext} from "./VehicleRegistryNext.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @notice The founder, alone until two others have joined, tries to keep power for later.
contract GenesisAttackTest is ContractTest, TokenDeployment {
    function setUp() public override {
        deployFounder();
        deployToken(
            TokenTerms({
                technologyBeneficiary: alice,
                proceedsRecipient: bob,
                offeringDeadline: GENESIS_TIME + 365 days,
                commentPeriodSeconds: 7 days
            })
        );
        nextBlock();
    }

    /// @dev The reserve takes one distributor for good: whoever names it has 42 % of all DATR.
    function test_Founder_CannotNameTheDistributor() public {
        refusedThroughTheVote(
            address(miningReserve), abi.encodeCall(MiningReserve.setDistributor, (address(genesis)))
        );
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(MiningReserve.MiningReserve_NotTimelock.selector, foundation));
        miningReserve.setDistributor(address(genesis));
        vm.assertEq(miningReserve.distributor(), address(0));
    }

    /// @dev A delay without end would keep the founder's council seated for good; none would leave nobody time.
    function test_Founder_CannotChangeTheDelay() public {
        refusedThroughTheVote(address(timelock), abi.encodeCall(timelock.updateDelay, (type(uint256).max)));
        refusedThroughTheVote(address(timelock), abi.encodeCall(timelock.updateDelay, (0)));
        vm.assertEq(timelock.getMinDelay(), 48 hours);
    }

    function test_Founder_CannotFreezeTheRules() public {
        refusedThroughTheVote(
            address(access),
            abi.encodeCall(IAccessManager.setTargetAdminDelay, (address(registry), type(uint32).max))
        );
        refusedThroughTheVote(
            address(access), abi.encodeCall(IAccessManager.setGrantDelay, (500, type(uint32).max))
        );
    }

    function test_Founder_CannotPlantARole() public {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = Access.pause.selector;
        refusedThroughTheVote(address(access), abi.encodeCall(IAccessManager.grantRole, (500, foundation, 0)));
        refusedThroughTheVote(
            address(access),
            abi.encodeCall(IAccessManager.setTargetFunctionRole, (address(access), selectors, 500))
        );
        refusedThroughTheVote(
            address(access), abi.encodeCall(IAccessManager.setRoleAdmin, (500, type(uint64).max))
        );
    }

    /// @dev Other code could write members that nobody sees, and put the right code back.
    function test_Founder_CannotUpgrade() public {
        address next = address(new VehicleRegistryNext(members));
        address[5] memory targets = [
            address(members), address(membersVote), address(validators), address(registry), address(recordLog)
        ];
        for (uint256 i = 0; i < targets.length; ++i) {
            refusedThroughTheVote(
                targets[i], abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (next, bytes("")))
            );
        }
    }

    /// @dev A second member does not help, nor does one that has joined and left.
    function test_Founder_CannotWithASecondMember() public {
        vm.startPrank(foundation);
        members.addMember(registrar, "Registrar", roles(Members.Role.Registrar));
        members.setRoles(registrar, 0);
        members.addMember(manufacturer, "Renault", roles(Members.Role.Manufacturer));
        vm.stopPrank();
        nextBlock();
        vm.assertEq(members.isGenesis(), true);
        refusedThroughTheVote(
            address(registry),
            abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (address(registry), bytes("")))
        );
        vm.prank(manufacturer);
        vm.expectRevert(abi.encodeWithSelector(MembersVote.MembersVote_Genesis.selector));
        membersVote.proposeRoles(foundation, 0, "It is alone.");
    }

    /// @dev Giving up its powers would leave it as the only one with a vote.
    function test_Founder_CannotEndTheGenesisAlone() public {
        bytes memory stays = abi.encodeWithSelector(Members.Members_FounderStays.selector, foundation);
        vm.startPrank(foundation);
        vm.expectRevert(stays);
        members.setRoles(foundation, roles(Members.Role.Validator));
        members.addMember(registrar, "Registrar", roles(Members.Role.Registrar));
        vm.expectRevert(stays);
        members.setRoles(foundation, roles(Members.Role.Validator));
        vm.expectRevert(stays);
        members.resign();
        vm.stopPrank();
        vm.assertEq(members.isGenesis(), true);
    }

    /// @dev Nothing was proposed, so nothing waits for the day on which three members stand.
    function test_Founder_LeavesNothingBehind() public {
        test_Founder_CannotNameTheDistributor();
        vm.startPrank(foundation);
        members.addMember(manufacturer, "Renault", roles(Members.Role.Manufacturer));
        members.addMember(registrar, "Registrar", roles(Members.Role.Registrar));
        vm.stopPrank();
        vm.assertEq(members.isGenesis(), false);
        vm.assertEq(membersVote.proposalCount(), 0);
        refusedThroughTheVote(
            address(miningReserve), abi.encodeCall(MiningReserve.setDistributor, (address(genesis)))
        );
    }

    function refusedThroughTheVote(address target, bytes memory call) private {
        address[] memory targets = new address[](1);
        bytes[] memory payloads = new bytes[](1);
        (targets[0], payloads[0]) = (target, call);
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(MembersVote.MembersVote_Genesis.selector));
        membersVote.proposeCalls(targets, payloads, "maintenance");
    }
}

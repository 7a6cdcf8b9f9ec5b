// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../src/consortium/Members.sol";
import {ContractTest} from "./support/ContractTest.sol";
import {TokenDeployment} from "./support/TokenDeployment.sol";

/// @notice The contracts know each other, and nobody has more power than he should on the first day.
contract DeploymentTest is ContractTest, TokenDeployment {
    function setUp() public override {
        deployFounder();
        deployToken(
            TokenTerms({
                technologyBeneficiary: alice,
                proceedsRecipient: bob,
                offeringDeadline: GENESIS_TIME + 3 * 365 days,
                commentPeriodSeconds: 7 days
            })
        );
    }

    function test_Genesis_HasMadeThemAll() public view {
        vm.assertEq(genesis.createdCount(), 20);
        vm.assertEq(genesis.addressAt(TOKEN), address(token));
        vm.assertEq(token.totalSupply(), 800_000_000e18);
        vm.assertEq(token.balanceOf(address(offering)), 200_000_000e18);
        vm.assertEq(token.balanceOf(address(technologyVesting)), 64_000_000e18);
        vm.assertEq(token.balanceOf(address(operationFund)), 80_000_000e18);
        vm.assertEq(token.balanceOf(address(foundationVesting)), 120_000_000e18);
        vm.assertEq(token.balanceOf(address(miningReserve)), 336_000_000e18);
    }

    function test_TokenContracts_KnowEachOther() public view {
        vm.assertEq(address(offering.token()), address(token));
        vm.assertEq(offering.council(), address(council));
        vm.assertEq(address(offering.miningReserve()), address(miningReserve));
        vm.assertEq(technologyVesting.beneficiary(), alice);
        vm.assertEq(foundationVesting.beneficiary(), address(foundationAwards));
        vm.assertEq(address(operationFund.council()), address(council));
        vm.assertEq(address(foundationAwards.council()), address(council));
        vm.assertEq(address(miningReserve.offering()), address(offering));
        vm.assertEq(miningReserve.timelock(), address(timelock));
    }

    /// @dev No creation is larger than a transaction may carry (EIP-3860), nor than a contract may be (EIP-170).
    function test_Contracts_FitTheLimits() public {
        vm.skip(vm.isContext(2), "what is compiled for coverage is larger");
        for (uint256 i = 0; i < 20; ++i) {
            uint256 size = genesis.addressAt(i).code.length;
            vm.assertTrue(size != 0 && size <= 24_576, "a contract is too large");
        }
    }

    function test_Contracts_KnowEachOther() public view {
        vm.assertEq(access.timelock(), address(timelock));
        vm.assertEq(address(access.members()), address(members));
        vm.assertEq(access.membersVote(), address(membersVote));
        vm.assertEq(access.validators(), address(validators));
        vm.assertEq(access.council(), address(council));
        vm.assertEq(members.timelock(), address(timelock));
        vm.assertEq(members.membersVote(), address(membersVote));
        vm.assertEq(address(members.validators()), address(validators));
        vm.assertEq(address(membersVote.members()), address(members));
        vm.assertEq(address(membersVote.timelock()), address(timelock));
        vm.assertEq(address(validators.members()), address(members));
        vm.assertEq(address(council.members()), address(members));
        vm.assertEq(address(registry.members()), address(members));
        vm.assertEq(address(recordLog.members()), address(members));
        vm.assertEq(members.authority(), address(access));
        vm.assertEq(membersVote.authority(), address(access));
        vm.assertEq(validators.authority(), address(access));
        vm.assertEq(registry.authority(), address(access));
        vm.assertEq(recordLog.authority(), address(access));
    }

    function test_Timelock_HasNoAdministratorButItself() public view {
        bytes32 admin = timelock.DEFAULT_ADMIN_ROLE();
        vm.assertEq(timelock.hasRole(admin, address(timelock)), true);
        vm.assertEq(timelock.hasRole(timelock.PROPOSER_ROLE(), address(membersVote)), true);
        vm.assertEq(timelock.hasRole(timelock.EXECUTOR_ROLE(), address(membersVote)), true);
        vm.assertEq(timelock.getMinDelay(), TIMELOCK_DELAY_SECONDS);
        address[4] memory others = [foundation, address(genesis), address(council), address(this)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.assertEq(timelock.hasRole(admin, others[i]), false);
            vm.assertEq(timelock.hasRole(timelock.PROPOSER_ROLE(), others[i]), false);
            vm.assertEq(timelock.hasRole(timelock.CANCELLER_ROLE(), others[i]), false);
            vm.assertEq(timelock.hasRole(timelock.EXECUTOR_ROLE(), others[i]), false);
        }
    }

    function test_Founder_IsTheFirstMemberAndTheFirstValidator() public view {
        Members.Member memory first = members.memberAt(0);
        vm.assertEq(first.account, foundation);
        vm.assertEq(first.name, "Foundation");
        vm.assertEq(members.founder(), foundation);
        vm.assertEq(members.steward(), foundation);
        vm.assertEq(members.isGenesis(), true);
        vm.assertEq(members.standingCount(), 1);
        address[] memory list = validators.getValidators();
        vm.assertEq(list.length, 1);
        vm.assertEq(list[0], foundationNode);
    }

    function test_Vehicles_AreAnErc721Token() public view {
        vm.assertEq(registry.name(), "Datacar Vehicle");
        vm.assertEq(registry.symbol(), "CAR");
        vm.assertEq(registry.supportsInterface(0x80ac58cd), true);
    }
}

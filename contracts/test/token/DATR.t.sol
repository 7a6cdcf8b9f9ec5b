// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TokenSetup} from "./TokenSetup.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @dev The branches of DATR.tree.
contract DATRTest is TokenSetup {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    uint256 private constant OWNER_KEY = 0xa11ce;

    address private owner = vm.addr(OWNER_KEY);

    function setUp() public override {
        super.setUp();
        publish(0, coinTerms());
    }

    function test_Constructor_MintsTheSupplyIntoTheFiveAllocations() public view {
        vm.assertEq(token.name(), "Datacar");
        vm.assertEq(token.symbol(), "DATR");
        vm.assertEq(token.decimals(), 18);
        vm.assertEq(token.totalSupply(), 800_000_000_000_000_000_000_000_000);
        vm.assertEq(token.balanceOf(address(offering)), 200_000_000_000_000_000_000_000_000);
        vm.assertEq(token.balanceOf(address(technologyVesting)), 64_000_000_000_000_000_000_000_000);
        vm.assertEq(token.balanceOf(address(operationFund)), 80_000_000_000_000_000_000_000_000);
        vm.assertEq(token.balanceOf(address(foundationVesting)), 120_000_000_000_000_000_000_000_000);
        vm.assertEq(token.balanceOf(address(miningReserve)), 336_000_000_000_000_000_000_000_000);
        vm.assertEq(token.publicOffering(), address(offering));
        vm.assertEq(token.technologyVesting(), address(technologyVesting));
        vm.assertEq(token.operationFund(), address(operationFund));
        vm.assertEq(token.foundationVesting(), address(foundationVesting));
        vm.assertEq(token.miningReserve(), address(miningReserve));
    }

    function test_Burn_ShrinksTheSupplyForGood() public {
        buy(alice, 0, 100e18);
        vm.startPrank(alice);
        token.delegate(alice);
        token.burn(40e18);
        vm.assertEq(token.balanceOf(alice), 60e18);
        vm.assertEq(token.getVotes(alice), 60e18);
        vm.assertEq(token.totalSupply(), SUPPLY - 40e18);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, 60e18, 60e18 + 1)
        );
        token.burn(60e18 + 1);
        token.approve(bob, 10e18);
        vm.stopPrank();

        vm.startPrank(bob);
        token.burnFrom(alice, 10e18);
        vm.assertEq(token.totalSupply(), SUPPLY - 50e18);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, bob, 0, 1));
        token.burnFrom(alice, 1);
        vm.stopPrank();
    }

    function test_Permit_SetsTheAllowanceOnce() public {
        uint256 deadline = vm.getBlockTimestamp();
        (uint8 v, bytes32 r, bytes32 s) = signPermit(0, deadline);
        token.permit(owner, bob, 7e18, deadline, v, r, s);
        vm.assertEq(token.allowance(owner, bob), 7e18);
        vm.assertEq(token.nonces(owner), 1);

        address signer = ecrecover(permitDigest(1, deadline), v, r, s);
        vm.expectRevert(abi.encodeWithSelector(ERC20Permit.ERC2612InvalidSigner.selector, signer, owner));
        token.permit(owner, bob, 7e18, deadline, v, r, s);
    }

    function test_Permit_RevertWhen_DeadlineHasPassed() public {
        uint256 deadline = vm.getBlockTimestamp() - 1;
        (uint8 v, bytes32 r, bytes32 s) = signPermit(0, deadline);
        vm.expectRevert(abi.encodeWithSelector(ERC20Permit.ERC2612ExpiredSignature.selector, deadline));
        token.permit(owner, bob, 7e18, deadline, v, r, s);
    }

    function test_Votes_AreCountedByTime() public {
        vm.assertEq(token.clock(), vm.getBlockTimestamp());
        vm.assertEq(token.CLOCK_MODE(), "mode=timestamp");
        buy(alice, 0, 5e18);
        vm.assertEq(token.getVotes(alice), 0, "votes without a delegation");
        vm.assertEq(token.getVotes(address(miningReserve)), 0, "votes of an allocation");
        vm.prank(alice);
        token.delegate(bob);
        vm.assertEq(token.getVotes(bob), 5e18);

        uint256 second = vm.getBlockTimestamp();
        vm.warp(second + 1);
        vm.prank(alice);
        token.transfer(carol, 2e18);
        vm.warp(second + 2);
        vm.assertEq(token.getPastVotes(bob, second), 5e18);
        vm.assertEq(token.getPastVotes(bob, second + 1), 3e18);
        vm.assertEq(token.getPastTotalSupply(second), SUPPLY);
    }

    function signPermit(uint256 nonce, uint256 deadline) private view returns (uint8, bytes32, bytes32) {
        return vm.sign(OWNER_KEY, permitDigest(nonce, deadline));
    }

    function permitDigest(uint256 nonce, uint256 deadline) private view returns (bytes32) {
        bytes32 structHash = keccak256(abi.encode(PERMIT_TYPEHASH, owner, bob, 7e18, nonce, deadline));
        return keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), structHash));
    }
}

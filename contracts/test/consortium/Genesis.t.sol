// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Genesis} from "../../src/consortium/Genesis.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";

/// @notice Something to be created.
contract Stone {
    error Stone_Cracked(uint256 weight);

    uint256 public immutable weight;
    address public immutable neighbour;

    constructor(uint256 weight_, address neighbour_) {
        require(weight_ < 100, Stone_Cracked(weight_));
        weight = weight_;
        neighbour = neighbour_;
    }
}

/// @notice Somebody who calls on.
contract Passer {
    function create(Genesis genesis, bytes memory creationCode) external {
        genesis.create(0, creationCode);
    }
}

/// @dev The branches of Genesis.tree.
contract GenesisTest is ContractTest {
    function setUp() public override {
        genesis = new Genesis{salt: bytes32(0)}(alice);
    }

    function test_Address_FollowsFromTheFounderAlone() public view {
        bytes memory creationCode = bytes.concat(type(Genesis).creationCode, abi.encode(alice));
        vm.assertEq(address(genesis), Create2.computeAddress(0, keccak256(creationCode), address(this)));
        vm.assertEq(genesis.founder(), alice);
    }

    /// @dev The address of nonce 1 is a published vector: https://eips.ethereum.org/EIPS/eip-161 starts contracts at 1.
    function test_Create_PutsEachContractWhereItWasSaid() public {
        vm.startPrank(alice);
        for (uint256 i = 0; i < 127; ++i) {
            vm.assertEq(genesis.createdCount(), i);
            address said = genesis.addressAt(i);
            vm.expectEmit(address(genesis));
            emit Genesis.Created(i, said);
            vm.assertEq(genesis.create(i, stone(i % 100, address(0))), said);
            vm.assertEq(Stone(said).weight(), i % 100);
            vm.assertEq(genesis.addressAt(i), said, "it does not move");
        }
        vm.expectRevert(abi.encodeWithSelector(Genesis.Genesis_IndexInvalid.selector, 127, 127));
        genesis.create(127, stone(1, address(0)));
        vm.expectRevert(abi.encodeWithSelector(Genesis.Genesis_IndexInvalid.selector, 127, 127));
        genesis.addressAt(127);
    }

    function test_Create_LetsContractsKnowEachOther() public {
        vm.startPrank(alice);
        address first = genesis.create(0, stone(1, genesis.addressAt(1)));
        address second = genesis.create(1, stone(2, first));
        vm.assertEq(Stone(first).neighbour(), second);
        vm.assertEq(Stone(second).neighbour(), first);
    }

    function test_Create_RevertWhen_CallerIsNotTheFounder() public {
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(Genesis.Genesis_NotFounder.selector, stranger));
        genesis.create(0, stone(1, address(0)));
        Passer passer = new Passer();
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(Genesis.Genesis_NotFounder.selector, address(passer)));
        passer.create(genesis, stone(1, address(0)));
    }

    function test_Create_RevertWhen_OutOfOrder() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(Genesis.Genesis_IndexInvalid.selector, 1, 0));
        genesis.create(1, stone(1, address(0)));
        genesis.create(0, stone(1, address(0)));
        // Sent twice, after an interruption: nothing is created twice.
        vm.expectRevert(abi.encodeWithSelector(Genesis.Genesis_IndexInvalid.selector, 0, 1));
        genesis.create(0, stone(1, address(0)));
    }

    /// @dev A creation that failed takes no place: the same index is created afterwards, at the address that was said.
    function test_Create_ResumesAfterAFailure() public {
        vm.startPrank(alice);
        genesis.create(0, stone(1, address(0)));
        address said = genesis.addressAt(1);
        vm.expectRevert(abi.encodeWithSelector(Stone.Stone_Cracked.selector, 100));
        genesis.create(1, stone(100, address(0)));
        vm.assertEq(genesis.createdCount(), 1);
        vm.assertEq(said.code.length, 0);
        vm.assertEq(genesis.create(1, stone(99, address(0))), said);
        vm.assertEq(genesis.createdCount(), 2);
    }

    function test_Create_RevertWhen_NothingIsCreated() public {
        vm.startPrank(alice);
        // STOP at once: creates an account without code.
        vm.expectRevert(abi.encodeWithSelector(Genesis.Genesis_CreationFailed.selector, 0));
        genesis.create(0, hex"00");
        // INVALID: fails without saying why.
        vm.expectRevert(abi.encodeWithSelector(Genesis.Genesis_CreationFailed.selector, 0));
        genesis.create(0, hex"fe");
        vm.expectRevert(abi.encodeWithSelector(Genesis.Genesis_CreationFailed.selector, 0));
        genesis.create(0, "");
        vm.assertEq(genesis.createdCount(), 0);
    }

    function stone(uint256 weight, address neighbour) private pure returns (bytes memory) {
        return bytes.concat(type(Stone).creationCode, abi.encode(weight, neighbour));
    }
}

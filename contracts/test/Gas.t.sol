// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Access} from "../src/consortium/Access.sol";
import {Members} from "../src/consortium/Members.sol";
import {VehicleRegistry} from "../src/vehicles/VehicleRegistry.sol";
import {RecordLogSetup} from "./records/RecordLogSetup.sol";
import {MerkleTree} from "./support/MerkleTree.sol";
import {VehicleRegistrySetup} from "./vehicles/VehicleRegistrySetup.sol";

/// @notice What the calls of everyday cost: contracts/.gas-snapshot holds the figures, and a change shows in review.
/// @dev Everything but the one call happens in setUp, which the figures leave out.
contract GasMembersTest is RecordLogSetup {
    function test_AddMember() public {
        vm.prank(address(membersVote));
        members.addMember(alice, "Alice's workshop", roles(Members.Role.Workshop));
    }

    function test_AddServerAccount() public {
        vm.prank(registrar);
        members.addServerAccount(alice);
    }
}

contract GasVehicleRegistryTest is VehicleRegistrySetup {
    VehicleRegistry.MintParameters private parameters;
    uint256 private vehicleId;
    bytes32 private x;
    bytes32 private y;

    function setUp() public override {
        super.setUp();
        vehicleId = mint(1);
        rotate(vehicleId, 11, noHeads());
        parameters = makeParameters(2);
        (x, y) = makeKey(12);
    }

    function test_Mint() public {
        VehicleRegistry.MintParameters memory request = parameters;
        vm.prank(registrarServer);
        registry.mint(request);
    }

    function test_RotateDeviceKey_TwoStreams() public {
        VehicleRegistry.StreamHead[] memory lastHeads = makeHeads(2);
        vm.prank(registrarServer);
        registry.rotateDeviceKey(vehicleId, x, y, VehicleRegistry.Source.Software, lastHeads);
    }

    function test_Transfer() public {
        vm.prank(alice);
        registry.transferFrom(alice, bob, vehicleId);
    }
}

contract GasCouncilTest is RecordLogSetup {
    bytes private call;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        call = abi.encodeCall(Access.pause, (address(registry), 7 days));
        vm.prank(seats[0]);
        id = council.propose(address(access), call, "The registry is under attack.", 0);
    }

    function test_Propose() public {
        bytes memory data = call;
        vm.prank(seats[0]);
        council.propose(address(access), data, "The registry is under attack.", 0);
    }

    function test_Approve_Pause() public {
        vm.prank(seats[1]);
        council.approve(id);
    }
}

contract GasRecordLogTest is RecordLogSetup {
    bytes32 private root;
    bytes32[] private proof;

    /// @dev A log of 1,000 headers that grew to 2,000: a day of a few cars.
    function setUp() public override {
        super.setUp();
        bytes32[] memory leaves = makeLeaves(2000, "leaf");
        anchor(leaves, 1000, 10);
        root = MerkleTree.root(leaves, 2000);
        proof = MerkleTree.consistencyProof(leaves, 1000, 2000);
    }

    function test_OpenLog() public {
        vm.prank(registrar);
        recordLog.openLog("example.com/log", NOTE_KEY);
    }

    function test_Anchor_1000To2000Leaves() public {
        bytes32[] memory nodes = proof;
        vm.prank(registrarServer);
        recordLog.anchor(logId, 2000, root, MAP_ROOT, 10, nodes);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {Vm} from "../support/Vm.sol";
import {VehicleRegistrySetup} from "./VehicleRegistrySetup.sol";

/// @title A registrar that registers cars and gives them keys, and owners who sell them to each other
contract Traffic {
    Vm private immutable _vm;
    VehicleRegistry private immutable _registry;
    address private immutable _registrar;
    address[2] private _owners;

    mapping(uint256 vehicleId => uint256) public transferCount;
    mapping(uint256 vehicleId => uint256) public keyCount;
    uint256 public mintCount;

    constructor(Vm vm_, VehicleRegistry registry_, address registrar_, address[2] memory owners_) {
        _vm = vm_;
        _registry = registry_;
        _registrar = registrar_;
        _owners = owners_;
    }

    function mint(uint8 tag, uint8 owner, bool isSimulated) external {
        VehicleRegistry.MintParameters memory parameters = VehicleRegistry.MintParameters({
            to: _owners[owner % 2],
            registrar: _registrar,
            vinTag: bytes32(uint256(tag)),
            vinCommitment: keccak256(abi.encode(tag)),
            wmi: "VF1",
            isSimulated: isSimulated,
            model: VehicleRegistry.Model({make: "", name: "Twizy", year: 0, batteryWh: 0})
        });
        _vm.prank(_registrar);
        try _registry.mint(parameters) {
            ++mintCount;
        } catch {}
    }

    function transfer(uint256 vehicleId, uint8 from, uint8 to) external {
        vehicleId = 1 + vehicleId % (mintCount + 1);
        _vm.prank(_owners[from % 2]);
        try _registry.transferFrom(_owners[from % 2], _owners[to % 2], vehicleId) {
            ++transferCount[vehicleId];
        } catch {}
    }

    function rotate(uint256 vehicleId, uint8 key, uint8 source, bool isByOwner) external {
        vehicleId = 1 + vehicleId % (mintCount + 1);
        (uint256 x, uint256 y) = _vm.publicKeyP256(uint256(key) + 1);
        _vm.prank(isByOwner ? _owners[0] : _registrar);
        try _registry.rotateDeviceKey(
            vehicleId,
            bytes32(x),
            bytes32(y),
            VehicleRegistry.Source(source % 4),
            new VehicleRegistry.StreamHead[](0)
        ) {
            ++keyCount[vehicleId];
        } catch {}
    }

    function wait(uint16 duration) external {
        _vm.warp(block.timestamp + duration);
    }
}

contract VehicleRegistryInvariantTest is VehicleRegistrySetup {
    Traffic private traffic;

    function setUp() public override {
        super.setUp();
        traffic = new Traffic(vm, registry, registrar, [alice, bob]);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(traffic);
    }

    function invariant_TheLastEpochIsTheOwners() public view {
        uint256 count = registry.vehicleCount();
        vm.assertEq(count, traffic.mintCount());
        for (uint256 id = 1; id <= count; ++id) {
            uint256 epoch = registry.ownerEpochOf(id);
            vm.assertEq(epoch, traffic.transferCount(id), "not an epoch for each transfer");
            vm.assertEq(registry.ownershipEpochAt(id, epoch).owner, registry.ownerOf(id));
        }
    }

    function invariant_OnlyTheLastKeyIsCurrent() public view {
        for (uint256 id = 1; id <= registry.vehicleCount(); ++id) {
            bool isSimulated = registry.getVehicle(id).isSimulated;
            uint256 keyCount = registry.deviceKeyCount(id);
            vm.assertEq(keyCount, traffic.keyCount(id));
            for (uint256 i = 0; i < keyCount; ++i) {
                VehicleRegistry.DeviceKey memory key = registry.deviceKeyAt(id, i);
                bool isLast = i + 1 == keyCount;
                vm.assertEq(
                    key.replacedAt,
                    isLast ? 0 : registry.deviceKeyAt(id, i + 1).addedAt,
                    "a key without its time"
                );
                vm.assertEq(key.source == VehicleRegistry.Source.Simulated, isSimulated);
                vm.assertEq(registry.vehicleIdOfDeviceKey(key.x, key.y), id);
            }
        }
    }

    function invariant_ATagNamesOneVehicle() public view {
        for (uint256 id = 1; id <= registry.vehicleCount(); ++id) {
            vm.assertEq(registry.vehicleIdOfVinTag(registrar, registry.getVehicle(id).vinTag), id);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {ContractTest} from "../support/ContractTest.sol";

/// @title A registry, and vehicles to register
abstract contract VehicleRegistrySetup is ContractTest {
    function makeParameters(uint256 seed) internal view returns (VehicleRegistry.MintParameters memory) {
        return VehicleRegistry.MintParameters({
            to: alice,
            registrar: registrar,
            vinTag: keccak256(abi.encode("tag", seed)),
            vinCommitment: keccak256(abi.encode("commitment", seed)),
            wmi: RENAULT,
            isSimulated: false,
            model: VehicleRegistry.Model({make: "Renault", name: "Twizy 80", year: 2013, batteryWh: 6_100})
        });
    }

    function mint(uint256 seed) internal returns (uint256 vehicleId) {
        VehicleRegistry.MintParameters memory parameters = makeParameters(seed);
        vm.prank(registrarServer);
        return registry.mint(parameters);
    }

    function rotate(uint256 vehicleId, uint256 keySeed, VehicleRegistry.StreamHead[] memory heads)
        internal
        returns (uint256 keyIndex)
    {
        (bytes32 x, bytes32 y) = makeKey(keySeed);
        vm.prank(registrarServer);
        return registry.rotateDeviceKey(vehicleId, x, y, VehicleRegistry.Source.Software, heads);
    }

    function noHeads() internal pure returns (VehicleRegistry.StreamHead[] memory) {
        return new VehicleRegistry.StreamHead[](0);
    }

    /// @dev Heads of the live stream and of imports, in ascending order.
    function makeHeads(uint256 count) internal pure returns (VehicleRegistry.StreamHead[] memory heads) {
        heads = new VehicleRegistry.StreamHead[](count);
        for (uint256 i = 0; i < count; ++i) {
            heads[i] = VehicleRegistry.StreamHead({
                stream: bytes32(i << 200), sequence: uint64(i), headerHash: keccak256(abi.encode("header", i))
            });
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {VehicleRegistrySetup} from "./VehicleRegistrySetup.sol";

/// @dev The branches of VehicleRegistry.tree for the keys of a vehicle's device.
contract DeviceKeysTest is VehicleRegistrySetup {
    uint256 private vehicleId;

    function setUp() public override {
        super.setUp();
        vehicleId = mint(1);
    }

    function test_RotateDeviceKey_FirstKeyHasIndexZero() public {
        (bytes32 x, bytes32 y) = makeKey(11);
        vm.expectEmit(address(registry));
        emit VehicleRegistry.DeviceKeyRotated(
            vehicleId, 0, x, y, VehicleRegistry.Source.SecureElement, noHeads()
        );
        vm.prank(registrar);
        vm.assertEq(
            registry.rotateDeviceKey(vehicleId, x, y, VehicleRegistry.Source.SecureElement, noHeads()), 0
        );

        VehicleRegistry.DeviceKey memory key = registry.deviceKeyAt(vehicleId, 0);
        vm.assertEq(key.x, x);
        vm.assertEq(key.y, y);
        vm.assertEq(uint8(key.source), uint8(VehicleRegistry.Source.SecureElement));
        vm.assertEq(key.addedAt, GENESIS_TIME);
        vm.assertEq(key.replacedAt, 0);
        vm.assertEq(key.headsHash, 0);
        vm.assertEq(registry.deviceKeyCount(vehicleId), 1);
        vm.assertEq(registry.vehicleIdOfDeviceKey(x, y), vehicleId);
    }

    function testFuzz_RotateDeviceKey_EndsTheOldKeyWithItsHeads(uint8 headCount) public {
        rotate(vehicleId, 11, noHeads());
        vm.warp(GENESIS_TIME + 500);
        VehicleRegistry.StreamHead[] memory heads = makeHeads(headCount);
        (bytes32 x, bytes32 y) = makeKey(12);
        vm.expectEmit(address(registry));
        emit VehicleRegistry.DeviceKeyRotated(vehicleId, 1, x, y, VehicleRegistry.Source.Software, heads);
        vm.assertEq(rotate(vehicleId, 12, heads), 1);

        VehicleRegistry.DeviceKey memory replaced = registry.deviceKeyAt(vehicleId, 0);
        vm.assertEq(replaced.replacedAt, GENESIS_TIME + 500);
        vm.assertEq(replaced.headsHash, keccak256(abi.encode(heads)));
        VehicleRegistry.DeviceKey memory current = registry.deviceKeyAt(vehicleId, 1);
        vm.assertEq(current.addedAt, GENESIS_TIME + 500);
        vm.assertEq(current.replacedAt, 0);
        vm.assertEq(registry.deviceKeyCount(vehicleId), 2);
    }

    /// @dev A car has a stream per imported file; a thousand of them leave room in a block of 30 million gas.
    function test_RotateDeviceKey_TakesAThousandStreams() public {
        rotate(vehicleId, 11, noHeads());
        VehicleRegistry.StreamHead[] memory heads = makeHeads(1000);
        uint256 gasBefore = gasleft();
        rotate(vehicleId, 12, heads);
        vm.assertTrue(gasBefore - gasleft() < 10_000_000, "a rotation with a thousand streams costs too much");
    }

    function test_RotateDeviceKey_RevertWhen_VehicleIsUnknown() public {
        (bytes32 x, bytes32 y) = makeKey(11);
        expectRotateRevert(
            registrar,
            2,
            x,
            y,
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_UnknownVehicle.selector, 2)
        );
    }

    function test_RotateDeviceKey_RevertWhen_CallerDoesNotActForTheRegistrar() public {
        (bytes32 x, bytes32 y) = makeKey(11);
        address[4] memory callers = [alice, stranger, manufacturer, foundation];
        for (uint256 i = 0; i < callers.length; ++i) {
            expectRotateRevert(
                callers[i],
                vehicleId,
                x,
                y,
                abi.encodeWithSelector(
                    VehicleRegistry.VehicleRegistry_NotActingFor.selector, registrar, callers[i]
                )
            );
        }
    }

    function test_RotateDeviceKey_RevertWhen_PointIsNotOnTheCurve() public {
        (bytes32 x, bytes32 y) = makeKey(11);
        bytes32[2][4] memory points = [[y, x], [x, bytes32(0)], [bytes32(0), bytes32(0)], [x, ~y]];
        for (uint256 i = 0; i < points.length; ++i) {
            expectRotateRevert(
                registrar,
                vehicleId,
                points[i][0],
                points[i][1],
                abi.encodeWithSelector(
                    VehicleRegistry.VehicleRegistry_DeviceKeyInvalid.selector, points[i][0], points[i][1]
                )
            );
        }
    }

    /// @dev x + p is the same coordinate modulo p, but not the same bytes: one key would have two names.
    function test_RotateDeviceKey_RevertWhen_CoordinateIsNotReduced() public {
        uint256 p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff;
        // The point with x = 5 of P-256.
        bytes32 x = bytes32(uint256(5));
        bytes32 y = bytes32(0x459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc);
        bytes32 unreduced = bytes32(uint256(x) + p);
        expectRotateRevert(
            registrar,
            vehicleId,
            unreduced,
            y,
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_DeviceKeyInvalid.selector, unreduced, y)
        );
        vm.prank(registrar);
        registry.rotateDeviceKey(vehicleId, x, y, VehicleRegistry.Source.Software, noHeads());
    }

    function test_RotateDeviceKey_RevertWhen_AnyVehicleHasOrHadTheKey() public {
        rotate(vehicleId, 11, noHeads());
        rotate(vehicleId, 12, noHeads());
        uint256 otherId = mint(2);
        uint256[2] memory vehicleIds = [vehicleId, otherId];
        for (uint256 i = 0; i < 4; ++i) {
            (bytes32 x, bytes32 y) = makeKey(11 + i % 2);
            expectRotateRevert(
                registrar,
                vehicleIds[i / 2],
                x,
                y,
                abi.encodeWithSelector(
                    VehicleRegistry.VehicleRegistry_DeviceKeyTaken.selector, x, y, vehicleId
                )
            );
        }
    }

    function test_RotateDeviceKey_RevertWhen_OnlyCarOrKeyIsSimulated() public {
        VehicleRegistry.MintParameters memory parameters = makeParameters(2);
        parameters.isSimulated = true;
        vm.prank(registrar);
        uint256 simulatedId = registry.mint(parameters);
        vm.assertEq(registry.getVehicle(simulatedId).isSimulated, true);
        (bytes32 x, bytes32 y) = makeKey(11);

        vm.startPrank(registrar);
        for (uint8 i = 0; i < 4; ++i) {
            VehicleRegistry.Source source = VehicleRegistry.Source(i);
            uint256 wrongId = source == VehicleRegistry.Source.Simulated ? vehicleId : simulatedId;
            vm.expectRevert(
                abi.encodeWithSelector(
                    VehicleRegistry.VehicleRegistry_SourceMismatch.selector, wrongId, source
                )
            );
            registry.rotateDeviceKey(wrongId, x, y, source, noHeads());
        }
        registry.rotateDeviceKey(simulatedId, x, y, VehicleRegistry.Source.Simulated, noHeads());
        vm.stopPrank();
    }

    function test_RotateDeviceKey_RevertWhen_FirstKeyHasHeads() public {
        (bytes32 x, bytes32 y) = makeKey(11);
        VehicleRegistry.StreamHead[] memory heads = makeHeads(1);
        vm.prank(registrar);
        vm.expectRevert(
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_HeadsWithoutKey.selector, vehicleId)
        );
        registry.rotateDeviceKey(vehicleId, x, y, VehicleRegistry.Source.Software, heads);
    }

    function test_RotateDeviceKey_RevertWhen_HeadsAreNotAscending() public {
        rotate(vehicleId, 11, noHeads());
        (bytes32 x, bytes32 y) = makeKey(12);
        VehicleRegistry.StreamHead[] memory heads = makeHeads(3);
        bytes32[2] memory streams = [heads[1].stream, heads[0].stream];
        for (uint256 i = 0; i < streams.length; ++i) {
            heads[2].stream = streams[i];
            vm.prank(registrar);
            vm.expectRevert(
                abi.encodeWithSelector(
                    VehicleRegistry.VehicleRegistry_HeadsNotAscending.selector, vehicleId, streams[i]
                )
            );
            registry.rotateDeviceKey(vehicleId, x, y, VehicleRegistry.Source.Software, heads);
        }
    }

    function test_DeviceKeyAt_RevertWhen_Unknown() public {
        vm.expectRevert(
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_UnknownDeviceKey.selector, vehicleId, 0)
        );
        registry.deviceKeyAt(vehicleId, 0);
    }

    function expectRotateRevert(address caller, uint256 id, bytes32 x, bytes32 y, bytes memory expected)
        private
    {
        vm.prank(caller);
        vm.expectRevert(expected);
        registry.rotateDeviceKey(id, x, y, VehicleRegistry.Source.Software, noHeads());
    }
}

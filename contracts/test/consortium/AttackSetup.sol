// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RecordLog} from "../../src/records/RecordLog.sol";
import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {ContractTest} from "../support/ContractTest.sol";

/// @title Something to lose
/// @notice A vehicle of alice with a device key, and a log, both of the registrar; and the calls to go for them.
abstract contract AttackSetup is ContractTest {
    address internal regulator = makeAccount("regulator");
    uint256 internal vehicleId;
    uint256 internal logId;

    function setUp() public virtual override {
        super.setUp();
        vm.startPrank(registrarServer);
        (bool isDone, bytes memory result) = address(registry).call(mintCall(1));
        vehicleId = abi.decode(result, (uint256));
        (isDone,) = address(registry).call(rotateCall(11));
        vm.assertEq(isDone, true);
        vm.stopPrank();
        vm.prank(registrar);
        logId = recordLog.openLog("example.com/log", keccak256("note key"));
    }

    function mintCall(uint256 seed) internal view returns (bytes memory) {
        return abi.encodeCall(
            VehicleRegistry.mint,
            (VehicleRegistry.MintParameters({
                    to: alice,
                    registrar: registrar,
                    vinTag: keccak256(abi.encode("tag", seed)),
                    vinCommitment: keccak256(abi.encode("commitment", seed)),
                    wmi: RENAULT,
                    isSimulated: false,
                    model: makeModel()
                }))
        );
    }

    function setModelCall() internal view returns (bytes memory) {
        return abi.encodeCall(VehicleRegistry.setModel, (vehicleId, makeModel()));
    }

    function rotateCall(uint256 keySeed) internal view returns (bytes memory) {
        (bytes32 x, bytes32 y) = makeKey(keySeed);
        return abi.encodeCall(
            VehicleRegistry.rotateDeviceKey,
            (vehicleId, x, y, VehicleRegistry.Source.Software, new VehicleRegistry.StreamHead[](0))
        );
    }

    function anchorCall(uint64 size) internal view returns (bytes memory) {
        return abi.encodeCall(
            RecordLog.anchor, (logId, size, keccak256("root"), keccak256("map root"), 1, new bytes32[](0))
        );
    }

    function makeModel() internal pure returns (VehicleRegistry.Model memory) {
        return VehicleRegistry.Model({make: "Renault", name: "Twizy 80", year: 2013, batteryWh: 6_100});
    }

    /// @dev The call is refused with exactly this error.
    function expectRefused(address caller, address target, bytes memory call, bytes memory expected)
        internal
    {
        vm.prank(caller);
        (bool isDone, bytes memory reason) = target.call(call);
        vm.assertEq(isDone, false);
        vm.assertEq(keccak256(reason), keccak256(expected));
    }

    function allowed(address caller, address target, bytes memory call) internal {
        vm.prank(caller);
        (bool isDone,) = target.call(call);
        vm.assertEq(isDone, true);
    }

    /// @dev Two of the three seats approve, and the call fails with this error.
    function councilRefused(address target, bytes memory call, bytes memory expected) internal {
        vm.prank(seats[0]);
        uint256 id = council.propose(target, call, "A test needs it.", 0);
        expectRefused(seats[1], address(council), abi.encodeCall(council.approve, (id)), expected);
    }

    function upgradeables() internal view returns (address[5] memory) {
        return
            [
                address(members),
                address(membersVote),
                address(validators),
                address(registry),
                address(recordLog)
            ];
    }

    function asList(address account) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }

    function asList(bytes memory call) internal pure returns (bytes[] memory list) {
        list = new bytes[](1);
        list[0] = call;
    }
}

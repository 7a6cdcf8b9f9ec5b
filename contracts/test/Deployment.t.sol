// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../src/consortium/Members.sol";
import {RecordLog} from "../src/records/RecordLog.sol";
import {VehicleRegistry} from "../src/vehicles/VehicleRegistry.sol";
import {ContractTest} from "./support/ContractTest.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";

/// @notice The contracts stand where their code and their constructor's arguments say.
contract DeploymentTest is ContractTest {
    bytes32 private constant SALT = "datacar";

    function test_Addresses_FollowFromCodeAndArguments() public {
        uint32 mask = roles(Members.Role.Foundation, Members.Role.Registrar);
        Members deployed = new Members{salt: SALT}(alice, "Alice", mask);
        vm.assertEq(address(deployed), predict(type(Members).creationCode, abi.encode(alice, "Alice", mask)));
        vm.assertEq(
            address(new VehicleRegistry{salt: SALT}(deployed)),
            predict(type(VehicleRegistry).creationCode, abi.encode(deployed))
        );
        vm.assertEq(
            address(new RecordLog{salt: SALT}(deployed)),
            predict(type(RecordLog).creationCode, abi.encode(deployed))
        );
    }

    function predict(bytes memory creationCode, bytes memory arguments) private view returns (address) {
        return Create2.computeAddress(SALT, keccak256(bytes.concat(creationCode, arguments)));
    }
}

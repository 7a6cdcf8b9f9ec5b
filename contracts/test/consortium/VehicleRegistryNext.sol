// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";

/// @notice A later version of the registry: a variable after the others, and a function.
contract VehicleRegistryNext is VehicleRegistry {
    uint256 private _answer;

    constructor(Members members_) VehicleRegistry(members_) {}

    function migrate(uint256 answer_) external reinitializer(2) {
        _answer = answer_;
    }

    function answer() external view returns (uint256) {
        return _answer;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {ValidatorsProofs} from "./ValidatorsProofs.sol";

/// @title Nodes with keys
abstract contract ValidatorsSetup is ContractTest, ValidatorsProofs {
    uint256 internal constant SECP256K1_ORDER =
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    function makeNode(uint256 key) internal returns (address node) {
        node = vm.addr(key);
        vm.label(node, "node");
    }

    /// @dev A right proof over the last block.
    function makeProof(uint256 key, address member) internal view returns (Proof memory) {
        return makeProof(key, member, address(validators), 1);
    }

    function register(address member, uint256 key) internal returns (address node) {
        node = makeNode(key);
        vm.prank(member);
        validators.registerNode(node, "");
    }

    function prove(uint256 key, address member) internal {
        Proof memory proof = makeProof(key, member);
        validators.proveNode(vm.addr(key), proof.blockNumber, sign(proof));
    }

    /// @dev A member with the validator role whose node counts.
    function admitValidator(string memory name, uint256 key) internal returns (address member) {
        member = makeAccount(name);
        addMember(member, name, roles(Members.Role.Validator));
        register(member, key);
        prove(key, member);
    }
}

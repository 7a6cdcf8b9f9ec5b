// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ContractTest} from "../support/ContractTest.sol";
import {MerkleTree} from "../support/MerkleTree.sol";

/// @title A log of the registrar, and leaves to grow it with
abstract contract RecordLogSetup is ContractTest {
    string internal constant ORIGIN = "datacar/31337/0x0000000000000000000000000000000000000001/1";
    bytes32 internal constant NOTE_KEY = keccak256("note key");
    bytes32 internal constant MAP_ROOT = keccak256("map root");

    uint256 internal logId;

    function setUp() public virtual override {
        super.setUp();
        vm.prank(registrar);
        logId = recordLog.openLog(ORIGIN, NOTE_KEY);
    }

    function makeLeaves(uint256 count, string memory seed) internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            leaves[i] = keccak256(abi.encode(seed, i));
        }
    }

    /// @dev Anchors the first `size` leaves as the registrar's server does.
    function anchor(bytes32[] memory leaves, uint64 size, uint64 mapSize) internal {
        uint64 anchoredSize = recordLog.latestAnchor(logId).size;
        bytes32[] memory proof =
            anchoredSize == 0 ? new bytes32[](0) : MerkleTree.consistencyProof(leaves, anchoredSize, size);
        bytes32 root = MerkleTree.root(leaves, size);
        vm.prank(registrarServer);
        recordLog.anchor(logId, size, root, MAP_ROOT, mapSize, proof);
    }
}

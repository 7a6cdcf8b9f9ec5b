// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Consistency proofs of append-only Merkle trees
/// @notice Checks that a tree of RFC 6962 with SHA-256 has only grown (RFC 9162 section 2.1.4.2).
library ConsistencyProof {
    /// @notice Whether the tree with `newRoot` begins with the leaves of the tree with `oldRoot`.
    /// @dev An old tree without leaves is consistent with everything, so proving it says nothing and is refused.
    /// @param oldSize Number of leaves of the old tree.
    /// @param newSize Number of leaves of the new tree.
    /// @param oldRoot Root of the old tree.
    /// @param newRoot Root of the new tree.
    /// @param proof Nodes of the proof, in the order of RFC 6962 section 2.1.2.
    function verify(
        uint64 oldSize,
        uint64 newSize,
        bytes32 oldRoot,
        bytes32 newRoot,
        bytes32[] calldata proof
    ) internal view returns (bool) {
        if (oldSize == 0 || oldSize > newSize) return false;
        if (oldSize == newSize) return proof.length == 0 && oldRoot == newRoot;

        uint256 oldNode = oldSize - 1;
        uint256 newNode = newSize - 1;
        while (oldNode & 1 == 1) {
            oldNode >>= 1;
            newNode >>= 1;
        }

        // A complete old tree (its size a power of two) is itself the first node, and the proof leaves it out.
        bool oldIsComplete = oldSize & (oldSize - 1) == 0;
        if (!oldIsComplete && proof.length == 0) return false;
        bytes32 computedOld = oldIsComplete ? oldRoot : proof[0];
        bytes32 computedNew = computedOld;

        for (uint256 i = oldIsComplete ? 0 : 1; i < proof.length; ++i) {
            if (newNode == 0) return false;
            bytes32 node = proof[i];
            if (oldNode & 1 == 1 || oldNode == newNode) {
                computedOld = hashNode(node, computedOld);
                computedNew = hashNode(node, computedNew);
                while (oldNode & 1 == 0 && oldNode != 0) {
                    oldNode >>= 1;
                    newNode >>= 1;
                }
            } else {
                computedNew = hashNode(computedNew, node);
            }
            oldNode >>= 1;
            newNode >>= 1;
        }
        return newNode == 0 && computedOld == oldRoot && computedNew == newRoot;
    }

    /// @notice Hash of an inner node: SHA-256(0x01 || left || right).
    /// @param left Hash of the left child.
    /// @param right Hash of the right child.
    function hashNode(bytes32 left, bytes32 right) internal view returns (bytes32 result) {
        assembly ("memory-safe") {
            // Works in unallocated memory: a proof of sixty nodes then needs no more memory than one of two.
            let buffer := mload(0x40)
            mstore8(buffer, 0x01)
            mstore(add(buffer, 0x01), left)
            mstore(add(buffer, 0x21), right)
            // The SHA-256 precompile fails only for want of gas.
            if iszero(staticcall(gas(), 0x02, buffer, 0x41, buffer, 0x20)) { invalid() }
            result := mload(buffer)
        }
    }
}

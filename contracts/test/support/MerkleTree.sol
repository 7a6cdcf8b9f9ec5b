// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Merkle trees as RFC 6962 defines them
/// @notice Written from the recursive definitions of RFC 6962 section 2.1, unlike the contract, which goes through a
/// proof by the iteration of RFC 9162: so one checks the other.
library MerkleTree {
    /// @notice MTH(D[from:to]).
    function root(bytes32[] memory leaves, uint256 from, uint256 to) internal pure returns (bytes32) {
        if (from == to) return sha256("");
        if (to - from == 1) return sha256(abi.encodePacked(bytes1(0x00), leaves[from]));
        uint256 middle = from + split(to - from);
        return sha256(abi.encodePacked(bytes1(0x01), root(leaves, from, middle), root(leaves, middle, to)));
    }

    /// @notice Root of the tree over the first `size` leaves.
    function root(bytes32[] memory leaves, uint256 size) internal pure returns (bytes32) {
        return root(leaves, 0, size);
    }

    /// @notice PROOF(oldSize, D[0:newSize]).
    function consistencyProof(bytes32[] memory leaves, uint256 oldSize, uint256 newSize)
        internal
        pure
        returns (bytes32[] memory)
    {
        return _subproof(leaves, oldSize, 0, newSize, true);
    }

    /// @notice The greatest power of two smaller than `size`.
    function split(uint256 size) internal pure returns (uint256 left) {
        left = 1;
        while (left * 2 < size) left *= 2;
    }

    /// @dev SUBPROOF(m, D[from:to], b), m counted from `from`.
    function _subproof(bytes32[] memory leaves, uint256 m, uint256 from, uint256 to, bool isWhole)
        private
        pure
        returns (bytes32[] memory)
    {
        uint256 size = to - from;
        if (m == size) {
            return isWhole ? new bytes32[](0) : _append(new bytes32[](0), root(leaves, from, to));
        }
        uint256 left = split(size);
        if (m <= left) {
            return _append(_subproof(leaves, m, from, from + left, isWhole), root(leaves, from + left, to));
        }
        return _append(_subproof(leaves, m - left, from + left, to, false), root(leaves, from, from + left));
    }

    function _append(bytes32[] memory list, bytes32 last) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; ++i) {
            longer[i] = list[i];
        }
        longer[list.length] = last;
    }
}

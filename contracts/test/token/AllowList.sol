// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Lists of buyers as OpenZeppelin's merkle-tree library builds them
/// @dev A complete binary tree in an array, leaves sorted at its end, last leaf first:
/// https://github.com/OpenZeppelin/merkle-tree
library AllowList {
    function root(address[] memory accounts) internal pure returns (bytes32) {
        return _tree(accounts)[0];
    }

    function proof(address[] memory accounts, uint256 index) internal pure returns (bytes32[] memory nodes) {
        bytes32[] memory tree = _tree(accounts);
        uint256 place = accounts.length - 1;
        while (tree[place] != leaf(accounts[index])) ++place;
        nodes = new bytes32[](_depth(place));
        for (uint256 i = 0; i < nodes.length; ++i) {
            nodes[i] = tree[place % 2 == 0 ? place - 1 : place + 1];
            place = (place - 1) / 2;
        }
    }

    function leaf(address account) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(account))));
    }

    function pair(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return left < right ? keccak256(bytes.concat(left, right)) : keccak256(bytes.concat(right, left));
    }

    function _tree(address[] memory accounts) private pure returns (bytes32[] memory tree) {
        uint256 count = accounts.length;
        tree = new bytes32[](2 * count - 1);
        for (uint256 i = 0; i < count; ++i) {
            // Insertion keeps the leaves sorted, greatest first, from the middle of the array to its end.
            uint256 place = count - 1 + i;
            bytes32 node = leaf(accounts[i]);
            for (; place > count - 1 && tree[place - 1] < node; --place) {
                tree[place] = tree[place - 1];
            }
            tree[place] = node;
        }
        for (uint256 i = count - 1; i > 0; --i) {
            tree[i - 1] = pair(tree[2 * i - 1], tree[2 * i]);
        }
    }

    function _depth(uint256 place) private pure returns (uint256 depth) {
        for (; place > 0; place = (place - 1) / 2) {
            ++depth;
        }
    }
}

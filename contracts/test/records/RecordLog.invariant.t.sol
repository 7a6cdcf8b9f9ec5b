// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RecordLog} from "../../src/records/RecordLog.sol";
import {MerkleTree} from "../support/MerkleTree.sol";
import {Vm} from "../support/Vm.sol";
import {RecordLogSetup} from "./RecordLogSetup.sol";

/// @title A server that grows its log, and tries to rewrite it
contract LogKeeper {
    Vm private immutable _vm;
    RecordLog private immutable _recordLog;
    uint256 private immutable _logId;
    address private immutable _server;

    /// @dev What the server holds now; after a rewriting, not what is anchored.
    bytes32[] public leaves;
    /// @dev What it held when an anchor was last taken.
    bytes32[] public anchoredLeaves;
    uint256 public anchoredCount;
    uint256 public forkAnchoredCount;

    constructor(Vm vm_, RecordLog recordLog_, uint256 logId_, address server_) {
        _vm = vm_;
        _recordLog = recordLog_;
        _logId = logId_;
        _server = server_;
    }

    function grow(bytes32 seed, uint8 count) external {
        if (leaves.length > 60) return;
        for (uint256 i = 0; i <= count % 8; ++i) {
            leaves.push(keccak256(abi.encode(seed, i)));
        }
    }

    function anchorGrown() external {
        uint256 anchoredSize = anchoredLeaves.length;
        if (leaves.length <= anchoredSize) return;
        if (_tryAnchor(anchoredSize, leaves.length)) {
            ++anchoredCount;
            anchoredLeaves = leaves;
        }
    }

    /// @dev Changes an anchored leaf, anchors with the proof of the changed log, and takes the change back.
    function anchorFork(uint256 place, bytes32 leaf) external {
        uint256 anchoredSize = anchoredLeaves.length;
        if (anchoredSize == 0 || leaves.length <= anchoredSize) return;
        place %= anchoredSize;
        bytes32 original = leaves[place];
        if (original == leaf) return;
        leaves[place] = leaf;
        if (_tryAnchor(anchoredSize, leaves.length)) ++forkAnchoredCount;
        leaves[place] = original;
    }

    function anchorShrunk(uint256 size) external {
        uint256 anchoredSize = anchoredLeaves.length;
        if (anchoredSize == 0) return;
        if (_tryAnchor(anchoredSize, size % anchoredSize + 1)) ++forkAnchoredCount;
    }

    function anchoredRoot(uint256 size) external view returns (bytes32) {
        return MerkleTree.root(anchoredLeaves, size);
    }

    function anchoredSizeNow() external view returns (uint256) {
        return anchoredLeaves.length;
    }

    function _tryAnchor(uint256 anchoredSize, uint256 size) private returns (bool) {
        bytes32[] memory proof = anchoredSize == 0 || size < anchoredSize
            ? new bytes32[](0)
            : MerkleTree.consistencyProof(leaves, anchoredSize, size);
        bytes32 root = MerkleTree.root(leaves, size);
        _vm.prank(_server);
        try _recordLog.anchor(_logId, uint64(size), root, keccak256("map"), 1, proof) {
            return true;
        } catch {
            return false;
        }
    }
}

contract RecordLogInvariantTest is RecordLogSetup {
    LogKeeper private keeper;

    function setUp() public override {
        super.setUp();
        keeper = new LogKeeper(vm, recordLog, logId, registrarServer);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(keeper);
    }

    /// @dev Whatever was tried, each anchor in the history is a beginning of the one true log.
    function invariant_EveryAnchorIsABeginningOfTheLog() public view {
        vm.assertEq(keeper.forkAnchoredCount(), 0, "a fork was anchored");
        uint256 count = recordLog.anchorCount(logId);
        vm.assertEq(count, keeper.anchoredCount());
        uint64 sizeBefore;
        for (uint256 i = 0; i < count; ++i) {
            RecordLog.Anchor memory anchored = recordLog.anchorAt(logId, i);
            vm.assertTrue(anchored.size > sizeBefore, "an anchor did not grow");
            vm.assertEq(anchored.root, keeper.anchoredRoot(anchored.size));
            sizeBefore = anchored.size;
        }
        vm.assertEq(sizeBefore, keeper.anchoredSizeNow());
    }
}

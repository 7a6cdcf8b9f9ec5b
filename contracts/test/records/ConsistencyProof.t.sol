// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ConsistencyProof} from "../../src/records/ConsistencyProof.sol";
import {ContractTest} from "../support/ContractTest.sol";
import {MerkleTree} from "../support/MerkleTree.sol";
import {Vm} from "../support/Vm.sol";
import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";

contract ConsistencyProofTest is ContractTest {
    string private constant VECTORS = "../shared/data/merkle/consistency";

    /// @dev External, because the library takes its proof from the calldata.
    function verify(
        uint64 oldSize,
        uint64 newSize,
        bytes32 oldRoot,
        bytes32 newRoot,
        bytes32[] calldata proof
    ) external view returns (bool) {
        return ConsistencyProof.verify(oldSize, newSize, oldRoot, newRoot, proof);
    }

    function test_HashNode_IsTheHashOfRfc6962() public view {
        bytes32 left = keccak256("left");
        bytes32 right = keccak256("right");
        vm.assertEq(
            ConsistencyProof.hashNode(left, right), sha256(abi.encodePacked(bytes1(0x01), left, right))
        );
    }

    /// @dev RFC 6962 section 2.1.3: the proofs of its example tree of seven leaves have four, one and three nodes.
    function test_Verify_HoldsForTheExamplesOfRfc6962() public view {
        bytes32[] memory leaves = makeLeaves(7);
        uint64[3] memory oldSizes = [uint64(3), 4, 6];
        uint256[3] memory lengths = [uint256(4), 1, 3];
        for (uint256 i = 0; i < 3; ++i) {
            bytes32[] memory proof = MerkleTree.consistencyProof(leaves, oldSizes[i], 7);
            vm.assertEq(proof.length, lengths[i]);
            vm.assertEq(
                this.verify(
                    oldSizes[i], 7, MerkleTree.root(leaves, oldSizes[i]), MerkleTree.root(leaves, 7), proof
                ),
                true
            );
        }
    }

    function test_Verify_HoldsForAllPairsOfSmallSizes() public view {
        uint64 sizeMax = 33;
        bytes32[] memory leaves = makeLeaves(sizeMax);
        bytes32[] memory roots = new bytes32[](sizeMax + 1);
        for (uint64 size = 1; size <= sizeMax; ++size) {
            roots[size] = MerkleTree.root(leaves, size);
        }
        for (uint64 newSize = 1; newSize <= sizeMax; ++newSize) {
            for (uint64 oldSize = 1; oldSize <= newSize; ++oldSize) {
                bytes32[] memory proof = MerkleTree.consistencyProof(leaves, oldSize, newSize);
                vm.assertEq(this.verify(oldSize, newSize, roots[oldSize], roots[newSize], proof), true);
            }
        }
    }

    function testFuzz_Verify_RefusesEveryChange(uint256 oldSeed, uint256 newSeed, uint256 change, uint256 bit)
        public
        view
    {
        uint64 newSize = uint64(bound(newSeed, 2, 130));
        uint64 oldSize = uint64(bound(oldSeed, 1, newSize - 1));
        bytes32[] memory leaves = makeLeaves(newSize);
        bytes32 oldRoot = MerkleTree.root(leaves, oldSize);
        bytes32 newRoot = MerkleTree.root(leaves, newSize);
        bytes32[] memory proof = MerkleTree.consistencyProof(leaves, oldSize, newSize);
        vm.assertEq(this.verify(oldSize, newSize, oldRoot, newRoot, proof), true);

        bytes32 flip = bytes32(1 << bound(bit, 0, 255));
        vm.assertEq(this.verify(oldSize, newSize, oldRoot ^ flip, newRoot, proof), false, "old root changed");
        vm.assertEq(this.verify(oldSize, newSize, oldRoot, newRoot ^ flip, proof), false, "new root changed");
        vm.assertEq(this.verify(newSize, oldSize, newRoot, oldRoot, proof), false, "swapped");
        vm.assertEq(this.verify(0, newSize, oldRoot, newRoot, proof), false, "nothing to be consistent with");

        uint256 place = bound(change, 0, proof.length - 1);
        proof[place] ^= flip;
        vm.assertEq(this.verify(oldSize, newSize, oldRoot, newRoot, proof), false, "node changed");
        proof[place] ^= flip;

        vm.assertEq(
            this.verify(oldSize, newSize, oldRoot, newRoot, without(proof, place)), false, "node missing"
        );
        vm.assertEq(
            this.verify(oldSize, newSize, oldRoot, newRoot, withExtra(proof, place)),
            false,
            "node superfluous"
        );
    }

    /// @dev Roots of trees one level higher than their sizes allow: the proof has a node too many, though all hashes
    /// agree.
    function test_Verify_RefusesNodesAboveTheRoot() public view {
        bytes32[] memory leaves = makeLeaves(4);
        bytes32[] memory proof = MerkleTree.consistencyProof(leaves, 3, 4);
        bytes32 oldRoot = MerkleTree.root(leaves, 3);
        bytes32 newRoot = MerkleTree.root(leaves, 4);
        vm.assertEq(this.verify(3, 4, oldRoot, newRoot, proof), true);

        bytes32 above = keccak256("above");
        bytes32[] memory longer = new bytes32[](proof.length + 1);
        for (uint256 i = 0; i < proof.length; ++i) {
            longer[i] = proof[i];
        }
        longer[proof.length] = above;
        bytes32 higherOldRoot = ConsistencyProof.hashNode(above, oldRoot);
        bytes32 higherNewRoot = ConsistencyProof.hashNode(above, newRoot);
        vm.assertEq(this.verify(3, 4, higherOldRoot, higherNewRoot, longer), false);
    }

    /// @dev The largest sizes: every loop ends, nothing overflows.
    function testFuzz_Verify_EndsForAnyInput(
        uint64 oldSize,
        uint64 newSize,
        bytes32 oldRoot,
        bytes32 newRoot,
        bytes32[] calldata proof
    ) public view {
        bool isTrivial =
            oldSize != 0 && oldSize == newSize && oldRoot == newRoot && proof.length == 0;
        vm.assertEq(this.verify(oldSize, newSize, oldRoot, newRoot, proof), isTrivial);
        vm.assertEq(this.verify(type(uint64).max - 1, type(uint64).max, oldRoot, newRoot, proof), false);
    }

    /// @dev The vectors of transparency-dev/merkle, with the verdict in each file. A few hold roots or nodes that are
    /// not 32 bytes; the contract's types do not allow them, so their SHA-256 stands for them: it keeps apart what
    /// differs.
    function test_Verify_AgreesWithTheVectorsOfTransparencyDev() public {
        if (!hasVectors()) {
            vm.skip(true, "no test vectors at ../shared/data/merkle/consistency");
            return;
        }
        Vm.DirEntry[] memory entries = vm.readDir(VECTORS, 3);
        uint256 checked;
        for (uint256 i = 0; i < entries.length; ++i) {
            if (entries[i].isDir) continue;
            string memory json = vm.readFile(entries[i].path);
            bool isRefused = vm.parseJsonBool(json, ".wantErr");
            vm.assertEq(verifyVector(json), !isRefused, entries[i].path);
            ++checked;
        }
        vm.assertTrue(checked >= 36, "fewer vectors than there were");
    }

    /// @dev forge cannot grant access to a folder that is absent, and then refuses the question.
    function hasVectors() private view returns (bool) {
        try vm.exists(VECTORS) returns (bool isPresent) {
            return isPresent;
        } catch {
            return false;
        }
    }

    function verifyVector(string memory json) private view returns (bool) {
        bytes32[] memory proof;
        // One vector has null in place of an empty list.
        try vm.parseJsonStringArray(json, ".proof") returns (string[] memory texts) {
            proof = new bytes32[](texts.length);
            for (uint256 i = 0; i < texts.length; ++i) {
                proof[i] = decodeHash(texts[i]);
            }
        } catch {}
        return this.verify(
            uint64(vm.parseJsonUint(json, ".size1")),
            uint64(vm.parseJsonUint(json, ".size2")),
            decodeHash(vm.parseJsonString(json, ".root1")),
            decodeHash(vm.parseJsonString(json, ".root2")),
            proof
        );
    }

    function decodeHash(string memory base64) private pure returns (bytes32) {
        bytes memory decoded = Base64.decode(base64);
        return decoded.length == 32 ? bytes32(decoded) : sha256(decoded);
    }

    function makeLeaves(uint256 count) private pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            leaves[i] = keccak256(abi.encode(i));
        }
    }

    function without(bytes32[] memory list, uint256 place) private pure returns (bytes32[] memory shorter) {
        shorter = new bytes32[](list.length - 1);
        for (uint256 i = 0; i < shorter.length; ++i) {
            shorter[i] = list[i < place ? i : i + 1];
        }
    }

    function withExtra(bytes32[] memory list, uint256 place) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; ++i) {
            longer[i < place ? i : i + 1] = list[i];
        }
        longer[place] = list[place];
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Vm} from "../support/Vm.sol";

/// @title Proofs that a node runs
/// @dev The digests are written from EIP-712, not taken from the contract.
abstract contract ValidatorsProofs {
    struct Proof {
        uint256 key;
        address member;
        uint256 blockNumber;
        bytes32 blockHash;
        uint256 chainId;
        address verifier;
    }

    Vm private constant _VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @dev A right proof over a block `age` blocks ago.
    function makeProof(uint256 key, address member, address verifier, uint256 age)
        internal
        view
        returns (Proof memory)
    {
        uint256 blockNumber = _VM.getBlockNumber() - age;
        return Proof({
            key: key,
            member: member,
            blockNumber: blockNumber,
            blockHash: blockhash(blockNumber),
            chainId: block.chainid,
            verifier: verifier
        });
    }

    function digestOf(Proof memory proof) internal pure returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256("Datacar Validators"),
                keccak256("1"),
                proof.chainId,
                proof.verifier
            )
        );
        bytes32 message = keccak256(
            abi.encode(
                keccak256("NodeProof(address member,address node,uint256 blockNumber,bytes32 blockHash)"),
                proof.member,
                _VM.addr(proof.key),
                proof.blockNumber,
                proof.blockHash
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, message));
    }

    function sign(Proof memory proof) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = _VM.sign(proof.key, digestOf(proof));
        return abi.encodePacked(r, s, v);
    }
}

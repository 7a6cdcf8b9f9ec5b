// SPDX-License-Identifier: Apache-2.0

import { keccak256, secp256k1Sign } from '@datacar/core/crypto/ethereumCrypto';
import { concatBytes } from '@datacar/core/encoding/concatBytes';
import { encodeUtf8 } from '@datacar/core/encoding/encodeUtf8';
import { encode } from '@ethereumjs/rlp';

export interface SampleAnchor {
  chainId: number;
  recordLog: Uint8Array;
  logId: number;
  size: number;
  root: Uint8Array;
  mapRoot: Uint8Array;
  mapSize: number;
  consistencyProof: Uint8Array[];
}

/** A raw signed EIP-1559 transaction that calls `RecordLog.anchor`, with fixed nonce and fees. */
export function signSampleAnchor(anchor: SampleAnchor, privateKey: Uint8Array): Uint8Array {
  const data = concatBytes(
    keccak256(encodeUtf8('anchor(uint256,uint64,bytes32,bytes32,uint64,bytes32[])')).slice(0, 4),
    word(anchor.logId),
    word(anchor.size),
    anchor.root,
    anchor.mapRoot,
    word(anchor.mapSize),
    word(6 * 32),
    word(anchor.consistencyProof.length),
    ...anchor.consistencyProof,
  );
  const fields = [anchor.chainId, 7, 0, 1_000_000_000, 400_000, anchor.recordLog, 0, data, []];
  const type = Uint8Array.of(2);
  const { signature, yParity } = secp256k1Sign(keccak256(concatBytes(type, encode(fields))), privateKey);
  const r = withoutZeros(signature.slice(0, 32));
  const s = withoutZeros(signature.slice(32));
  return concatBytes(type, encode([...fields, yParity, r, s]));
}

function word(value: number): Uint8Array {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setBigUint64(24, BigInt(value));
  return bytes;
}

function withoutZeros(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(bytes.findIndex((byte) => byte !== 0));
}

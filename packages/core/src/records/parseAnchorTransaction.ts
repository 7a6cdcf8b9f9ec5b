// SPDX-License-Identifier: Apache-2.0
import { decode, encode, type NestedUint8Array } from '@ethereumjs/rlp';
import { keccak256, secp256k1Recover } from '#crypto';
import { concatBytes } from '../encoding/concatBytes.ts';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import { equalBytes } from '../encoding/equalBytes.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import { addressOfPublicKey } from '../wallet/addressOfPublicKey.ts';
import type { AnchorTransaction } from './AnchorTransaction.ts';

/** EIP-1559. */
const TRANSACTION_TYPE = 0x02;
/** An anchor of 2^64 leaves with its 63-hash consistency proof has 2,500 bytes. */
const TRANSACTION_BYTES_MAX = 8192;
const WORD_BYTES = 32;
/** Words before the elements of the consistency proof: five values, the proof's offset, its length. */
const HEAD_WORDS = 7;
const PROOF_OFFSET = 6n * 32n;

const SELECTOR = keccak256(encodeUtf8('anchor(uint256,uint64,bytes32,bytes32,uint64,bytes32[])')).slice(0, 4);

/**
 * Takes a raw signed EIP-1559 transaction that calls `RecordLog.anchor` apart and recovers who signed it.
 * Only the one canonical form of RLP, of the call's ABI encoding and of the signature (low s) is taken.
 *
 * @throws DatacarError ANCHOR_MALFORMED
 */
export function parseAnchorTransaction(raw: Uint8Array): AnchorTransaction {
  const fields = decodeFields(raw);
  const [chainId, nonce, , , , to, value, data, accessList, yParity, r, s] = fields;
  if (!(to instanceof Uint8Array) || to.length !== 20) throw malformed('it calls no contract');
  if (toInteger(value) !== 0n) throw malformed('it sends value');
  if (!Array.isArray(accessList) || accessList.length !== 0) throw malformed('it has an access list');
  for (const quantity of fields.slice(2, 5)) toInteger(quantity);
  const call = decodeCall(data);
  const unsigned = concatBytes(Uint8Array.of(TRANSACTION_TYPE), encode(fields.slice(0, 9)));
  const publicKey = secp256k1Recover({
    hash: keccak256(unsigned),
    signature: concatBytes(toWord(toInteger(r)), toWord(toInteger(s))),
    yParity: toParity(yParity),
  });
  if (publicKey === undefined) throw malformed('its signature is none');
  return {
    chainId: toSafeNumber(toInteger(chainId)),
    nonce: toInteger(nonce),
    to,
    sender: addressOfPublicKey(publicKey),
    hash: keccak256(raw),
    ...call,
  };
}

type Field = Uint8Array | NestedUint8Array | undefined;

function decodeFields(raw: Uint8Array): NestedUint8Array {
  if (raw[0] !== TRANSACTION_TYPE || raw.length > TRANSACTION_BYTES_MAX) {
    throw malformed('it is no EIP-1559 transaction');
  }
  let fields: Field;
  try {
    fields = decode(raw.subarray(1));
  } catch (cause) {
    throw new DatacarError('ANCHOR_MALFORMED', 'The anchor transaction is no RLP', { cause });
  }
  if (!Array.isArray(fields) || fields.length !== 12) throw malformed('it has not twelve fields');
  if (!equalBytes(encode(fields), raw.subarray(1))) throw malformed('its RLP is not canonical');
  return fields;
}

type AnchorCall = Pick<
  AnchorTransaction,
  'logId' | 'size' | 'root' | 'mapRoot' | 'mapSize' | 'consistencyProof'
>;

function decodeCall(data: Field): AnchorCall {
  if (!(data instanceof Uint8Array) || !equalBytes(data.subarray(0, 4), SELECTOR)) {
    throw malformed('it does not call RecordLog.anchor');
  }
  const words = toWords(data.subarray(4));
  const [logId, size, root, mapRoot, mapSize, offset, length, ...consistencyProof] = words;
  if (words.length < HEAD_WORDS || !root || !mapRoot) throw malformed('its call is too short');
  if (fromBytes(offset) !== PROOF_OFFSET || fromBytes(length) !== BigInt(consistencyProof.length)) {
    throw malformed('its call is not in the canonical ABI encoding');
  }
  return {
    logId: fromBytes(logId),
    size: toSafeNumber(fromBytes(size)),
    root,
    mapRoot,
    mapSize: toSafeNumber(fromBytes(mapSize)),
    consistencyProof,
  };
}

function toWords(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length % WORD_BYTES !== 0) throw malformed('its call is not made of whole words');
  const words: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length; offset += WORD_BYTES) {
    words.push(bytes.slice(offset, offset + WORD_BYTES));
  }
  return words;
}

/** An RLP quantity: no leading zeros. */
function toInteger(field: Field): bigint {
  if (!(field instanceof Uint8Array) || field[0] === 0 || field.length > WORD_BYTES) {
    throw malformed('a number is not in its canonical form');
  }
  return fromBytes(field);
}

function toParity(field: Field): 0 | 1 {
  const parity = toInteger(field);
  if (parity > 1n) throw malformed('the parity is neither 0 nor 1');
  return parity === 0n ? 0 : 1;
}

function toSafeNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed('a number is above 2^53 - 1');
  return Number(value);
}

function fromBytes(bytes: Uint8Array | undefined): bigint {
  let value = 0n;
  for (const byte of bytes ?? []) value = (value << 8n) | BigInt(byte);
  return value;
}

function toWord(value: bigint): Uint8Array {
  const word = new Uint8Array(WORD_BYTES);
  for (let index = WORD_BYTES - 1, rest = value; rest > 0n; index--, rest >>= 8n)
    word[index] = Number(rest & 0xffn);
  return word;
}

function malformed(reason: string): DatacarError {
  return new DatacarError('ANCHOR_MALFORMED', `The transaction is no anchor: ${reason}`);
}

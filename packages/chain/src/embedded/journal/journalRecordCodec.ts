// SPDX-License-Identifier: Apache-2.0
import type { CborMap, CborValue } from '@datacar/core/encoding/CborValue';
import { decodeCbor } from '@datacar/core/encoding/decodeCbor';
import { encodeCbor } from '@datacar/core/encoding/encodeCbor';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { bytesToBigInt, bytesToHex, type Hex, hexToBytes, numberToBytes } from 'viem';
import { JOURNAL_RECORD_BYTES_MAX } from './frameRecord.ts';
import type { GenesisBalance, GenesisRecord, JournalRecord } from './JournalRecord.ts';

const HASH_BYTES = 32;
const ACCOUNT_BYTES = 20;
const WEI_BYTES = 32;

/** A record's payload: deterministic CBOR, a text-keyed map with its `kind`. */
export function encodeJournalRecord(record: JournalRecord): Uint8Array {
  switch (record.kind) {
    case 'genesis':
      return encodeCbor(encodeGenesis(record));
    case 'transaction':
      return encodeCbor({ kind: record.kind, raw: hexToBytes(record.raw) });
    case 'refused':
    case 'replaced':
    case 'dropped':
      return encodeCbor({ kind: record.kind, hash: hexToBytes(record.hash), reason: record.reason });
    case 'block':
      return encodeCbor({
        kind: record.kind,
        number: record.number,
        timestamp: record.timestamp,
        hash: hexToBytes(record.hash),
        // One string of bytes instead of an array: a block may hold thousands.
        transactions: hexToBytes(`0x${record.transactions.map((hash) => hash.slice(2)).join('')}`),
      });
    case 'engine':
      return encodeCbor({ kind: record.kind, engine: record.engine });
  }
}

function encodeGenesis({ balances, hash, ...settings }: GenesisRecord): CborMap {
  return {
    ...settings,
    hash: hexToBytes(hash),
    ...(balances && {
      balances: balances.map(({ account, wei }) => ({
        account: hexToBytes(account),
        wei: numberToBytes(wei, { size: WEI_BYTES }),
      })),
    }),
  };
}

/** @throws DatacarError CHAIN_JOURNAL_DAMAGED for a payload that no version of this program writes. */
export function decodeJournalRecord(payload: Uint8Array): JournalRecord {
  const map = decodeCbor(payload, { bytesMax: JOURNAL_RECORD_BYTES_MAX });
  if (typeof map !== 'object' || Array.isArray(map) || map instanceof Uint8Array) throw unknownRecord();
  const fields = map as CborMap;
  const record = toRecord(fields);
  // Exactly the fields of its kind: written again it gives the same bytes.
  if (Buffer.compare(encodeJournalRecord(record), payload) !== 0) throw unknownRecord();
  return record;
}

function toRecord(fields: CborMap): JournalRecord {
  const kind = text(fields, 'kind');
  switch (kind) {
    case 'genesis':
      if (integer(fields, 'version') !== 1) throw unknownRecord();
      return {
        kind,
        version: 1,
        chainId: integer(fields, 'chainId'),
        timestamp: integer(fields, 'timestamp'),
        gasLimit: integer(fields, 'gasLimit'),
        hardfork: text(fields, 'hardfork'),
        hash: bytesToHex(bytes(fields, 'hash', HASH_BYTES)),
        engine: text(fields, 'engine'),
        ...(fields.balances !== undefined && { balances: readBalances(fields.balances) }),
      };
    case 'transaction':
      return { kind, raw: bytesToHex(bytes(fields, 'raw')) };
    case 'refused':
    case 'replaced':
    case 'dropped':
      return { kind, hash: bytesToHex(bytes(fields, 'hash', HASH_BYTES)), reason: text(fields, 'reason') };
    case 'block':
      return {
        kind,
        number: integer(fields, 'number'),
        timestamp: integer(fields, 'timestamp'),
        hash: bytesToHex(bytes(fields, 'hash', HASH_BYTES)),
        transactions: splitHashes(bytes(fields, 'transactions')),
      };
    case 'engine':
      return { kind, engine: text(fields, 'engine') };
    default:
      throw unknownRecord();
  }
}

function readBalances(value: CborValue): GenesisBalance[] {
  if (!Array.isArray(value)) throw unknownRecord();
  return value.map((entry) => {
    if (typeof entry !== 'object') throw unknownRecord();
    const fields = entry as CborMap;
    return {
      account: bytesToHex(bytes(fields, 'account', ACCOUNT_BYTES)),
      wei: bytesToBigInt(bytes(fields, 'wei', WEI_BYTES)),
    };
  });
}

function splitHashes(joined: Uint8Array): Hex[] {
  if (joined.length % HASH_BYTES !== 0) throw unknownRecord();
  const hex = bytesToHex(joined);
  const hashes: Hex[] = [];
  for (let offset = 2; offset < hex.length; offset += 2 * HASH_BYTES) {
    hashes.push(`0x${hex.slice(offset, offset + 2 * HASH_BYTES)}`);
  }
  return hashes;
}

function text(fields: CborMap, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw unknownRecord();
  return value;
}

function integer(fields: CborMap, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || value < 0) throw unknownRecord();
  return value;
}

function bytes(fields: CborMap, name: string, length?: number): Uint8Array {
  const value = fields[name];
  if (!(value instanceof Uint8Array) || (length !== undefined && value.length !== length)) {
    throw unknownRecord();
  }
  return value;
}

function unknownRecord(): DatacarError {
  return new DatacarError(
    'CHAIN_JOURNAL_DAMAGED',
    "A record of the chain's journal has a form that this version of Datacar does not know",
  );
}

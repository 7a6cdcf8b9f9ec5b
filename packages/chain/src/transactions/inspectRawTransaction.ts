// SPDX-License-Identifier: Apache-2.0
import type { Hex } from 'viem';
import { RpcError, rpcErrorCodes } from '../gateway/RpcError.ts';

/** What geth takes (txpool, `txMaxSize`). */
export const RAW_TRANSACTION_BYTES_MAX = 128 * 1024;

/** EIP-2718 types that are taken; blobs (3) need a consensus layer. */
const TYPES_TAKEN = [1, 2, 4];

/**
 * Looks at a raw transaction as far as is needed to keep rubbish out of a journal that is never cut: hex, size,
 * type, well-formed RLP, chain id. The engine checks everything else.
 *
 * @returns The transaction in lower case: two spellings are one transaction.
 * @throws RpcError what a client sees.
 */
export function inspectRawTransaction(raw: unknown, chainId: number): Hex {
  if (typeof raw !== 'string' || !/^0x(?:[0-9a-fA-F]{2})+$/.test(raw)) {
    throw invalid('a raw transaction is a 0x-prefixed hex string');
  }
  if (raw.length > 2 + 2 * RAW_TRANSACTION_BYTES_MAX) {
    throw invalid(`a raw transaction has at most ${RAW_TRANSACTION_BYTES_MAX} bytes`);
  }
  const bytes = Buffer.from(raw.slice(2), 'hex');
  const type = bytes[0] ?? 0;
  const isLegacy = type >= 0xc0;
  if (!isLegacy && !TYPES_TAKEN.includes(type)) throw invalid('transactions of this type are not taken');
  const fields = readRlpList(isLegacy ? bytes : bytes.subarray(1));
  if (!isLegacy && readInteger(fields[0]) !== chainId) {
    throw new RpcError(rpcErrorCodes.transactionRejected, `invalid chain id, this is chain ${chainId}`);
  }
  if (isLegacy && !isReplayProtected(fields, chainId)) {
    throw new RpcError(
      rpcErrorCodes.transactionRejected,
      'only replay-protected transactions (EIP-155) are taken',
    );
  }
  return raw.toLowerCase() as Hex;
}

function isReplayProtected(fields: Buffer[], chainId: number): boolean {
  const v = readInteger(fields[6]);
  return v === chainId * 2 + 35 || v === chainId * 2 + 36;
}

/** The items of one RLP list that fills `bytes`; items that are lists themselves come as they are. */
function readRlpList(bytes: Buffer): Buffer[] {
  const list = readItem(bytes, 0);
  if (!list.isList || list.end !== bytes.length) throw invalid('the transaction is not one RLP list');
  const items: Buffer[] = [];
  for (let offset = list.start; offset < list.end; ) {
    const item = readItem(bytes.subarray(0, list.end), offset);
    items.push(bytes.subarray(item.start, item.end));
    offset = item.end;
  }
  return items;
}

function readItem(bytes: Buffer, offset: number): { start: number; end: number; isList: boolean } {
  const prefix = bytes[offset] ?? 0;
  const isList = prefix >= 0xc0;
  const short = isList ? prefix - 0xc0 : prefix - 0x80;
  let start = offset + 1;
  let length = short;
  if (prefix < 0x80) {
    start = offset;
    length = 1;
  } else if (short > 55) {
    const lengthBytes = short - 55;
    if (lengthBytes > 4) throw invalid('an RLP item is too long');
    length = readInteger(bytes.subarray(start, start + lengthBytes));
    start += lengthBytes;
  }
  if (start + length > bytes.length) throw invalid('the RLP ends too early');
  return { start, end: start + length, isList };
}

/** Larger than a safe integer is larger than anything that is compared. */
function readInteger(bytes: Buffer | undefined): number {
  let value = 0;
  for (const byte of bytes ?? []) value = value * 256 + byte;
  return value;
}

function invalid(reason: string): RpcError {
  return new RpcError(rpcErrorCodes.invalidParams, `Invalid transaction: ${reason}`);
}

// SPDX-License-Identifier: Apache-2.0
import { recordLogAbi } from '@datacar/chain/generated/recordLog';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { parseAnchorTransaction } from '@datacar/core/records/parseAnchorTransaction';
import type { TrustAnchors } from '@datacar/core/records/TrustAnchors';
import {
  isAddressEqual,
  parseEventLogs,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem';
import type { ChainReader } from './openChainReader.ts';

export interface AnchorOnChain {
  transactionHash: `0x${string}`;
  blockNumber: number;
  blockHash: `0x${string}`;
  blockTimeMs: number;
}

/**
 * Where the anchor of a proof stands on the chain.
 *
 * @throws DatacarError PROOF_NOT_ANCHORED, CHAIN_UNREACHABLE
 */
export async function readAnchorOnChain(
  rawTransaction: Uint8Array,
  trust: TrustAnchors,
  chain: ChainReader,
): Promise<AnchorOnChain> {
  const transaction = parseAnchorTransaction(rawTransaction);
  const transactionHash = encodeHex(transaction.hash);
  const receipt = await chain.read((client) =>
    client.getTransactionReceipt({ hash: transactionHash }).catch((error: unknown) => {
      if (error instanceof TransactionReceiptNotFoundError) return undefined;
      throw error;
    }),
  );
  if (receipt === undefined) throw notAnchored('The chain does not have the transaction that anchors this');
  if (receipt.status !== 'success') throw notAnchored('The chain refused the transaction that anchors this');
  if (!hasAnchored(receipt, trust, transaction)) {
    throw notAnchored('The transaction did not anchor this log in the pinned contract');
  }
  const { hash, timestamp } = await chain.read((client) => client.getBlock({ blockHash: receipt.blockHash }));
  return {
    transactionHash,
    blockNumber: Number(receipt.blockNumber),
    blockHash: hash,
    blockTimeMs: Number(timestamp) * 1000,
  };
}

function hasAnchored(
  { logs }: TransactionReceipt,
  { recordLog }: TrustAnchors,
  { logId, size, root, mapRoot }: ReturnType<typeof parseAnchorTransaction>,
): boolean {
  return parseEventLogs({ abi: recordLogAbi, eventName: 'Anchored', logs }).some(
    ({ address, args }) =>
      isAddressEqual(address, encodeHex(recordLog)) &&
      args.logId === logId &&
      args.size === BigInt(size) &&
      args.root === encodeHex(root) &&
      args.mapRoot === encodeHex(mapRoot),
  );
}

function notAnchored(shortMessage: string): DatacarError {
  return new DatacarError('PROOF_NOT_ANCHORED', shortMessage);
}

// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { decodeHex } from '@datacar/core/encoding/decodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { IndexedAnchor } from '@datacar/store/chain/ChainIndex';
import type { AnchorRecord } from '@datacar/store/records/LogRecord';
import { type Address, type Hex, hexToBytes, keccak256, serializeTransaction } from 'viem';

const NONCE_POLL_MS = 200;
/** The embedded chain seals within a second; an external one in a few blocks. */
const PENDING_MS_MAX = 60_000;

/** Waits until nothing of an account is on its way to the chain: what a killed server had sent is sealed by then. */
export async function settlePending(chain: Chain, address: Address): Promise<void> {
  const endMs = Date.now() + PENDING_MS_MAX;
  while (Date.now() < endMs) {
    const [pending, latest] = await Promise.all([
      chain.publicClient.getTransactionCount({ address, blockTag: 'pending' }),
      chain.publicClient.getTransactionCount({ address, blockTag: 'latest' }),
    ]);
    if (pending === latest) return;
    await new Promise((resolve) => setTimeout(resolve, NONCE_POLL_MS));
  }
  throw new DatacarError('CHAIN_BEHIND', 'An anchor that was sent before is still waiting on the chain.');
}

/**
 * The record of an anchor that is on the chain but, because a kill came between, not in the batch log. The raw
 * transaction follows from its fields, the checkpoint from the anchor: Ed25519 signatures are deterministic.
 */
export async function recoverAnchor(
  { logId, size, root, mapRoot, mapSize, transactionHash }: IndexedAnchor,
  {
    chain,
    sign,
  }: {
    chain: Chain;
    sign: (anchored: Pick<AnchorRecord, 'size' | 'root' | 'mapRoot' | 'mapSize'>) => string;
  },
): Promise<AnchorRecord> {
  const transaction = await chain.publicClient.getTransaction({ hash: transactionHash as Hex });
  const receipt = await chain.publicClient.getTransactionReceipt({ hash: transactionHash as Hex });
  const block = await chain.publicClient.getBlock({ blockHash: receipt.blockHash });
  const {
    type,
    chainId,
    nonce,
    gas,
    to,
    value,
    input,
    maxFeePerGas,
    maxPriorityFeePerGas,
    accessList,
    r,
    s,
    yParity,
  } = transaction;
  if (type !== 'eip1559' || chainId === undefined || yParity === undefined) {
    throw new DatacarError('INTERNAL', `Anchor ${transactionHash} is no EIP-1559 transaction.`);
  }
  const raw = serializeTransaction(
    { type, chainId, nonce, gas, to, value, data: input, maxFeePerGas, maxPriorityFeePerGas, accessList },
    { r, s, yParity },
  );
  if (keccak256(raw) !== transactionHash) {
    throw new DatacarError('INTERNAL', `Anchor ${transactionHash} could not be put together again.`);
  }
  const anchored = { size, root: toBytes(root), mapRoot: toBytes(mapRoot), mapSize };
  return {
    type: 'anchor',
    logId,
    ...anchored,
    checkpoint: sign(anchored),
    rawTransaction: hexToBytes(raw),
    transactionHash: toBytes(transactionHash),
    blockNumber: Number(receipt.blockNumber),
    blockHash: hexToBytes(receipt.blockHash),
    blockTimeMs: Number(block.timestamp) * 1_000,
  };
}

function toBytes(hex: string): Uint8Array {
  return decodeHex(hex.replace(/^0x/, ''));
}

// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { IndexedAnchor } from '@datacar/store/chain/ChainIndex';
import type { AnchorRecord } from '@datacar/store/records/LogRecord';
import { type Hex, hexToBytes, keccak256, serializeTransaction } from 'viem';

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
  return hexToBytes(hex as Hex);
}

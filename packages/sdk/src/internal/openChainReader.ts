// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { TrustAnchors } from '@datacar/core/records/TrustAnchors';
import { BaseError, createPublicClient, http, type PublicClient } from 'viem';

export interface ChainReader {
  client: PublicClient;
  /** Whom one must believe for what this chain says, in a sentence. */
  believe: string;
  /** Reads from the chain; what goes wrong on the way becomes CHAIN_UNREACHABLE. */
  read<Value>(question: (client: PublicClient) => Promise<Value>): Promise<Value>;
}

/** @throws DatacarError CHAIN_UNREACHABLE, CHAIN_MISMATCH */
export async function openChainReader(rpcUrl: string, trust: TrustAnchors): Promise<ChainReader> {
  const client = createPublicClient({ transport: http(rpcUrl) });
  const read: ChainReader['read'] = async (question) => {
    try {
      return await question(client);
    } catch (cause) {
      const reason = cause instanceof BaseError ? cause.shortMessage : String(cause);
      throw new DatacarError('CHAIN_UNREACHABLE', `The chain at ${rpcUrl} does not answer: ${reason}`, {
        cause,
      });
    }
  };
  const [chainId, genesis, version] = await Promise.all([
    read((chain) => chain.getChainId()),
    read((chain) => chain.getBlock({ blockNumber: 0n })),
    // Not every node says what it is; then it may be any.
    client.request({ method: 'web3_clientVersion' }).catch(() => ''),
  ]);
  if (chainId !== trust.chainId || genesis.hash !== encodeHex(trust.genesisHash)) {
    throw new DatacarError(
      'CHAIN_MISMATCH',
      `The node at ${rpcUrl} is of chain ${chainId}, and the trust anchors are of chain ${trust.chainId} with another beginning.`,
      { details: { chainId, genesisHash: genesis.hash } },
    );
  }
  const isEmbedded = version.toLowerCase().includes('anvil');
  const believe = isEmbedded
    ? `The operator of the embedded chain ${chainId}, alone, until another member has cosigned the checkpoint.`
    : `The validators of chain ${chainId}, and that the node at ${new URL(rpcUrl).host} shows their chain.`;
  return { client, believe, read };
}

// SPDX-License-Identifier: Apache-2.0

/** Names one chain for good; stands in everything that is signed, so that nothing can be replayed elsewhere. */
export interface ChainIdentity {
  /** At most 48 bits. */
  chainId: number;
  /** 32 bytes: the hash of block 0. */
  genesisHash: Uint8Array;
}

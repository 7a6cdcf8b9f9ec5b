// SPDX-License-Identifier: Apache-2.0

/** Which chain a signed thing belongs to; every signed thing carries it. */
export interface ChainIdentity {
  /** At most 48 bits. */
  chainId: number;
  /** Hash of block 0, 32 bytes. */
  genesisHash: Uint8Array;
}

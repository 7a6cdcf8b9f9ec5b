// SPDX-License-Identifier: Apache-2.0
import { type Address, getAddress, type PublicClient, sliceHex } from 'viem';

/** keccak256('eip1967.proxy.implementation') - 1 (ERC-1967). */
const IMPLEMENTATION_SLOT = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';

const WORD_BYTES = 32;
const ADDRESS_BYTES = 20;

/** The contract whose code a proxy runs (ERC-1967); the zero address when it runs none. */
export async function readImplementation(client: PublicClient, proxy: Address): Promise<Address> {
  const word = await client.getStorageAt({ address: proxy, slot: IMPLEMENTATION_SLOT });
  return getAddress(sliceHex(word ?? `0x${'00'.repeat(WORD_BYTES)}`, WORD_BYTES - ADDRESS_BYTES));
}

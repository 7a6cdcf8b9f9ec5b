// SPDX-License-Identifier: Apache-2.0
import {
  type Address,
  encodeDeployData,
  getCreate2Address,
  type Hex,
  keccak256,
  type PublicClient,
  toHex,
} from 'viem';
import { genesisAbi } from '../generated/genesis.ts';
import { genesisBuild } from '../generated/genesisBuild.ts';
import { findCreate2Deployer } from './findCreate2Deployer.ts';

/** Another salt would give another consortium of the same founder. */
export const GENESIS_SALT = keccak256(toHex('datacar/genesis/1'));

/** Where the contract that creates all others stands, or would stand, by CREATE2; it follows from the founder alone. */
export function genesisAddressOf(create2: Address, founder: Address): Address {
  return getCreate2Address({ from: create2, salt: GENESIS_SALT, bytecode: genesisCreationCode(founder) });
}

export function genesisCreationCode(founder: Address): Hex {
  return encodeDeployData({
    abi: genesisAbi,
    bytecode: genesisBuild.creationBytecode as Hex,
    args: [founder],
  });
}

/** The `Genesis` of a founder on a chain; undefined when it has founded nothing there. */
export async function findGenesis(client: PublicClient, founder: Address): Promise<Address | undefined> {
  const create2 = await findCreate2Deployer(client, founder);
  if (create2 === undefined) return undefined;
  const address = genesisAddressOf(create2, founder);
  return (await client.getCode({ address })) === undefined ? undefined : address;
}

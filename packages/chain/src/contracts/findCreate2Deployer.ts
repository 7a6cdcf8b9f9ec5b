// SPDX-License-Identifier: Apache-2.0
import { type Address, getContractAddress, type Hex, type PublicClient } from 'viem';

/** The deterministic deployment proxy (github.com/Arachnid/deterministic-deployment-proxy) where it usually is. */
const USUAL_ADDRESS: Address = '0x4e59b44847b379578588920cA78FbF26c0B4956C';

const RUNTIME_CODE: Hex =
  '0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3';

/** Copies the runtime code behind it. */
export const create2DeployerCreationCode: Hex = `0x604580600e600039806000f350fe${RUNTIME_CODE.slice(2)}`;

/** The proxy is among the first things that a deployer makes. */
const NONCES_SEARCHED = 64;

/**
 * The CREATE2 deployer of a chain: at its usual address, or one that the founder has made; undefined when there is
 * none yet. (The usual one cannot be made where transactions need a chain id or another gas price.)
 */
export async function findCreate2Deployer(
  client: PublicClient,
  founder: Address,
): Promise<Address | undefined> {
  if ((await client.getCode({ address: USUAL_ADDRESS })) === RUNTIME_CODE) return USUAL_ADDRESS;
  const nonces = await client.getTransactionCount({ address: founder });
  for (let nonce = 0; nonce < Math.min(nonces, NONCES_SEARCHED); nonce++) {
    const address = getContractAddress({ from: founder, nonce: BigInt(nonce) });
    if ((await client.getCode({ address })) === RUNTIME_CODE) return address;
  }
  return undefined;
}

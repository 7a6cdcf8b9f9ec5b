// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vehicleRegistryAbi } from '@datacar/chain/generated/vehicleRegistry';
import { openSecret } from '@datacar/core/wallet/openSecret';
import { bytesToHex, createWalletClient, defineChain, http, publicActions } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import type { TestServer } from './startTestServer.ts';

/** As the owner's wallet would: a transaction of the owner's own account through the server's JSON-RPC. */
export async function sellTestCar(
  testServer: TestServer,
  { vehicle, to }: { vehicle: string; to: `0x${string}` },
): Promise<void> {
  const secret = await readFile(join(testServer.home, 'secret.key'));
  const sealed = JSON.parse(await readFile(join(testServer.home, 'accounts', 'owner.json'), 'utf8'));
  const privateKey = openSecret({ sealed, sealedWith: { type: 'machine', secret }, purpose: 'account' });
  const account = privateKeyToAccount(bytesToHex(privateKey));
  const { json: description } = await testServer.call('GET', '/.well-known/datacar.json');
  const chain = defineChain({
    id: description.chain.chainId,
    name: 'Datacar',
    nativeCurrency: { name: 'none', symbol: 'NONE', decimals: 18 },
    rpcUrls: { default: { http: [`${testServer.url}/rpc`] } },
  });
  const wallet = createWalletClient({ account, chain, transport: http(`${testServer.url}/rpc`) }).extend(
    publicActions,
  );
  const hash = await wallet.writeContract({
    address: description.contracts.vehicleRegistry.address,
    abi: vehicleRegistryAbi,
    functionName: 'transferFrom',
    args: [account.address, to, BigInt(vehicle)],
  });
  await wallet.waitForTransactionReceipt({ hash, pollingInterval: 100 });
}

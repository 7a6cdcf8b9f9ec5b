// SPDX-License-Identifier: Apache-2.0
import type { LocalAccount } from 'viem';
import { createSiweMessage } from 'viem/siwe';
import type { TestApi } from './createTestApi.ts';

/** Signs in with an account, as its wallet would; returns the session's token. */
export async function signInAs(testServer: TestApi, account: LocalAccount): Promise<string> {
  const { json } = await testServer.call('POST', '/v1/session/nonce');
  const message = createSiweMessage({
    address: account.address,
    chainId: json.chainId,
    domain: json.domain,
    nonce: json.nonce,
    uri: testServer.url,
    version: '1',
  });
  const signature = await account.signMessage({ message });
  return (await testServer.call('POST', '/v1/session/siwe', { body: { message, signature } })).json.token;
}

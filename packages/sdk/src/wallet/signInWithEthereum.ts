// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { signInWithEthereum as Route } from '@datacar/core/wallet/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface SignInWithEthereumParameters {
  message: string;
  /** Signature of the message by the account (EIP-191), 0x-hex. */
  signature: string;
}

export type SignInWithEthereumReturnType = RouteResponse<typeof Route>;

/**
 * Signs in with an EIP-4361 message that a wallet has signed, for pages whose wallet signs by itself.
 * Programs use `signInWithAccount`.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { signInWithEthereum } from '@datacar/sdk/wallet/signInWithEthereum';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { token, expiresAtMs } = await signInWithEthereum(client, { message, signature });
 */
export function signInWithEthereum(
  client: Client,
  parameters: SignInWithEthereumParameters,
): Promise<SignInWithEthereumReturnType> {
  return requestRoute<typeof Route>(client, 'signInWithEthereum', { body: parameters });
}

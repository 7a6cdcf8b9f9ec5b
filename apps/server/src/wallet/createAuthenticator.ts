// SPDX-License-Identifier: Apache-2.0
import { type Address, isAddressEqual } from 'viem';
import type { ApiTokens } from './openApiTokens.ts';
import type { Sessions } from './openSessions.ts';
import { nobody, type Principal } from './Principal.ts';

export interface AuthenticatorDependencies {
  sessions: Sessions;
  apiTokens: ApiTokens;
  /** Who runs this server. */
  operator: Address;
  /** Throws when the token is not good. */
  verifyDeviceToken: (token: string) => { vehicle: number; keyIndex: number };
}

export interface Authenticator {
  /** Whose token it is; `nobody` when it is unknown, ended or expired. */
  fromToken(token: string): Principal;
}

export function createAuthenticator(dependencies: AuthenticatorDependencies): Authenticator {
  const { sessions, apiTokens, operator, verifyDeviceToken } = dependencies;

  return {
    fromToken(token) {
      if (token.startsWith('dcs_')) {
        const session = sessions.find(token);
        if (session === undefined) return nobody;
        const { account, expiresAtMs } = session;
        const isOperator = isAddressEqual(account, operator);
        return { kind: 'person', account, isOperator, expiresAtMs, via: { session: session.id } };
      }
      if (token.startsWith('dct_')) {
        const found = apiTokens.find(token);
        if (found === undefined) return nobody;
        const { account, expiresAtMs, scopes } = found;
        const isOperator = isAddressEqual(account, operator);
        return { kind: 'person', account, isOperator, expiresAtMs, via: { apiToken: found.id, scopes } };
      }
      try {
        return { kind: 'device', ...verifyDeviceToken(token) };
      } catch {
        // Whatever is wrong with it, its bearer is nobody; the refusal names no reason to a stranger.
        return nobody;
      }
    },
  };
}

// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import {
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
} from '@simplewebauthn/server';
import type { Address } from 'viem';
import { CEREMONY_LIFETIME_MS } from './createCeremonies.ts';
import type { Passkey } from './openPasskeys.ts';
import type { RelyingParty } from './relyingParty.ts';

/** ES256, which every phone has, EdDSA and RS256, which Windows makes (IANA COSE algorithms). */
export const PASSKEY_ALGORITHMS = [-7, -8, -257];

const USER_HANDLE_BYTES = 32;

export interface RegistrationQuestion {
  challenge: string;
  /** Undefined for somebody new. */
  account: Address | undefined;
  userHandle: string;
}

export interface AuthenticationQuestion {
  challenge: string;
}

export interface AskToRegisterOptions {
  account: Address | undefined;
  name: string;
  party: RelyingParty;
  /** The person's passkeys so far. */
  own: readonly Passkey[];
}

/** What `navigator.credentials.create` is to be asked. */
export async function askToRegister({ account, name, party, own }: AskToRegisterOptions) {
  const here = own.filter(({ rpId }) => rpId === party.rpId);
  const userHandle = here[0]?.userHandle ?? randomBytes(USER_HANDLE_BYTES).toString('base64url');
  const options = await generateRegistrationOptions({
    rpName: 'Datacar',
    rpID: party.rpId,
    userID: new Uint8Array(Buffer.from(userHandle, 'base64url')),
    userName: name,
    userDisplayName: name,
    // Which make of authenticator it is, nobody needs to know.
    attestationType: 'none',
    excludeCredentials: here.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: transports as AuthenticatorTransport[],
    })),
    // Discoverable, so that nobody types a name to sign in; verified, so that a found phone opens nothing.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
    timeout: CEREMONY_LIFETIME_MS,
  });
  const question: RegistrationQuestion = { challenge: options.challenge, account, userHandle };
  return { options: { ...options }, question };
}

/** What `navigator.credentials.get` is to be asked. Any passkey that the person has for this name will do. */
export async function askToAuthenticate({ rpId }: RelyingParty) {
  const options = await generateAuthenticationOptions({
    rpID: rpId,
    userVerification: 'required',
    timeout: CEREMONY_LIFETIME_MS,
  });
  const question: AuthenticationQuestion = { challenge: options.challenge };
  return { options: { ...options }, question };
}

// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type Address, concat, getAddress, keccak256, slice, stringToBytes } from 'viem';
import type { Passkey } from './openPasskeys.ts';
import {
  type AuthenticationQuestion,
  PASSKEY_ALGORITHMS,
  type RegistrationQuestion,
} from './passkeyQuestions.ts';
import type { RelyingParty } from './relyingParty.ts';

/** So that no key used elsewhere gives the same account. */
const ACCOUNT_DOMAIN = stringToBytes('datacar/passkey/1');

export interface VerifiedRegistration {
  /** Of somebody new: it follows from the key, and no secp256k1 key has it, so it signs nothing on the chain. */
  account: Address;
  credential: Omit<Passkey, 'id' | 'account' | 'name' | 'createdAtMs' | 'lastUsedAtMs'>;
}

/**
 * Checks what `navigator.credentials.create` answered: challenge, origin, name, presence and verification of the person.
 * @throws DatacarError PASSKEY_INVALID
 */
export async function verifyRegistration(
  response: Record<string, unknown>,
  { question, party }: { question: RegistrationQuestion; party: RelyingParty },
): Promise<VerifiedRegistration> {
  const { verified, registrationInfo } = await refuseFailures(() =>
    verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: question.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.rpId,
      supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
    }),
  );
  if (!verified) throw refused();
  const { credential, credentialBackedUp } = registrationInfo;
  const publicKey = new Uint8Array(credential.publicKey);
  return {
    account: getAddress(slice(keccak256(concat([ACCOUNT_DOMAIN, publicKey])), 12)),
    credential: {
      credentialId: credential.id,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter: credential.counter,
      transports: credential.transports ?? [],
      userHandle: question.userHandle,
      rpId: party.rpId,
      isBackedUp: credentialBackedUp,
    },
  };
}

/**
 * Checks what `navigator.credentials.get` answered, and that the counter, where the authenticator has one, went up.
 * @throws DatacarError PASSKEY_INVALID
 */
export async function verifyAuthentication(
  response: Record<string, unknown>,
  { question, party, passkey }: { question: AuthenticationQuestion; party: RelyingParty; passkey: Passkey },
): Promise<{ counter: number; isBackedUp: boolean }> {
  const { verified, authenticationInfo } = await refuseFailures(() =>
    verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: question.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.rpId,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
        transports: passkey.transports as AuthenticatorTransport[],
      },
    }),
  );
  if (!verified) throw refused();
  return { counter: authenticationInfo.newCounter, isBackedUp: authenticationInfo.credentialBackedUp };
}

/** The library throws on whatever is wrong, and its words are for developers; they stay the cause. */
async function refuseFailures<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (cause) {
    throw refused(cause);
  }
}

function refused(cause?: unknown): DatacarError {
  return new DatacarError('PASSKEY_INVALID', 'What the passkey signed is not what was asked. Try again.', {
    cause,
  });
}

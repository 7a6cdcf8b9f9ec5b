// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from '../api/defineRoute.ts';
import { timeMs, vehicleId } from '../api/schemas.ts';
import { sessionWithToken } from './session.ts';

/** What `@simplewebauthn/browser` takes, and what it gives back: the JSON forms of WebAuthn Level 3, section 5.1.8. */
const webAuthnJson = z.record(z.string(), z.unknown());

const ceremonyId = z.string().max(64).describe('Of the question that this answers');

const passkey = z.object({
  id: z.string(),
  name: z.string().describe('Such as the device it is on'),
  createdAtMs: timeMs,
  lastUsedAtMs: timeMs.nullable(),
  isBackedUp: z.boolean().describe('Whether its maker keeps a copy for other devices of the person'),
});

export const startPasskeyRegistration = defineRoute({
  name: 'startPasskeyRegistration',
  method: 'POST',
  path: '/v1/passkeys/registration',
  summary: 'Ask for what makes a passkey: as who is signed in, or with an invitation',
  access: 'public',
  body: z.strictObject({ invitation: z.string().min(8).max(64).optional() }),
  response: z.object({
    ceremony: ceremonyId,
    options: webAuthnJson.describe('PublicKeyCredentialCreationOptionsJSON'),
    expiresAtMs: timeMs,
  }),
  errors: ['INPUT_INVALID', 'INVITATION_INVALID', 'PASSKEY_HOST_INVALID', 'UNAUTHENTICATED', 'RATE_LIMITED'],
});

export const registerPasskey = defineRoute({
  name: 'registerPasskey',
  method: 'POST',
  path: '/v1/passkeys',
  summary: 'Keep a new passkey. With an invitation it is used up, its role given, and the person signed in',
  access: 'public',
  body: z.strictObject({
    ceremony: ceremonyId,
    response: webAuthnJson.describe('RegistrationResponseJSON'),
    name: z.string().trim().min(1).max(64),
    invitation: z.string().min(8).max(64).optional(),
  }),
  response: sessionWithToken.extend({
    passkey,
    vehicle: vehicleId.nullable().describe('The one that the invitation was to'),
  }),
  errors: [
    'INPUT_INVALID',
    'INVITATION_INVALID',
    'LIMIT_REACHED',
    'PASSKEY_INVALID',
    'UNAUTHENTICATED',
    'RATE_LIMITED',
  ],
});

export const startPasskeySignIn = defineRoute({
  name: 'startPasskeySignIn',
  method: 'POST',
  path: '/v1/session/passkey/question',
  summary: 'Ask for what a passkey has to answer to sign in',
  access: 'public',
  response: z.object({
    ceremony: ceremonyId,
    options: webAuthnJson.describe('PublicKeyCredentialRequestOptionsJSON'),
    expiresAtMs: timeMs,
  }),
  errors: ['PASSKEY_HOST_INVALID', 'RATE_LIMITED'],
});

export const signInWithPasskey = defineRoute({
  name: 'signInWithPasskey',
  method: 'POST',
  path: '/v1/session/passkey',
  summary: 'Sign in with a passkey',
  access: 'public',
  body: z.strictObject({
    ceremony: ceremonyId,
    response: webAuthnJson.describe('AuthenticationResponseJSON'),
  }),
  response: sessionWithToken,
  errors: ['INPUT_INVALID', 'PASSKEY_INVALID', 'RATE_LIMITED'],
});

export const listPasskeys = defineRoute({
  name: 'listPasskeys',
  method: 'GET',
  path: '/v1/passkeys',
  summary: 'Your passkeys',
  access: ['signedIn'],
  response: z.object({ items: z.array(passkey) }),
  errors: [],
});

export const removePasskey = defineRoute({
  name: 'removePasskey',
  method: 'DELETE',
  path: '/v1/passkeys/:passkey',
  summary: 'Forget a passkey; it signs nobody in any more, and what it signed in is signed out',
  access: ['signedIn'],
  params: z.object({ passkey: z.string().max(64) }),
  response: z.object({ isRemoved: z.literal(true) }),
  errors: ['NOT_FOUND'],
});

/** Routes about passkeys (WebAuthn). */
export const passkeyRoutes = [
  startPasskeyRegistration,
  registerPasskey,
  startPasskeySignIn,
  signInWithPasskey,
  listPasskeys,
  removePasskey,
] as const;

// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from '../api/defineRoute.ts';
import { base64url, pageOf, qrRows, timeMs } from '../api/schemas.ts';
import { scopes } from '../api/scopes.ts';
import { session, sessionWithToken } from './session.ts';

export const createNonce = defineRoute({
  name: 'createNonce',
  method: 'POST',
  path: '/v1/session/nonce',
  summary: 'A nonce for one sign-in message (EIP-4361), good for five minutes',
  access: 'public',
  response: z.object({ nonce: z.string(), domain: z.string(), chainId: z.int(), expiresAtMs: timeMs }),
  errors: ['RATE_LIMITED'],
});

export const signInWithEthereum = defineRoute({
  name: 'signInWithEthereum',
  method: 'POST',
  path: '/v1/session/siwe',
  summary: 'Sign in with a signed EIP-4361 message',
  access: 'public',
  body: z.strictObject({
    message: z.string().max(4_096),
    signature: z.string().regex(/^0x[0-9a-fA-F]{2,4096}$/),
  }),
  response: sessionWithToken,
  errors: ['INPUT_INVALID', 'UNAUTHENTICATED', 'RATE_LIMITED'],
});

export const signInWithLink = defineRoute({
  name: 'signInWithLink',
  method: 'POST',
  path: '/v1/session/link',
  summary: 'Sign in with the one-time link that the server printed on its own machine',
  access: 'public',
  body: z.strictObject({ token: base64url.min(43).max(43) }),
  response: sessionWithToken,
  errors: ['INPUT_INVALID', 'UNAUTHENTICATED', 'RATE_LIMITED'],
});

export const createLoginLink = defineRoute({
  name: 'createLoginLink',
  method: 'POST',
  path: '/v1/session/links',
  summary: 'A new one-time link that signs in as the operator, good for ten minutes',
  access: ['operator'],
  response: z.object({
    url: z.string().describe('Its token stands in the fragment'),
    lanUrl: z.string().nullable().describe('The same link for a phone in the local network, with --lan'),
    lanQr: qrRows.nullable().describe('The QR code of lanUrl'),
    expiresAtMs: timeMs,
  }),
  errors: ['RATE_LIMITED'],
});

export const readSession = defineRoute({
  name: 'readSession',
  method: 'GET',
  path: '/v1/session',
  summary: 'Who is signed in',
  access: ['signedIn'],
  response: session,
  errors: [],
});

export const signOut = defineRoute({
  name: 'signOut',
  method: 'DELETE',
  path: '/v1/session',
  summary: 'End this session',
  access: ['signedIn'],
  response: z.object({ isSignedOut: z.literal(true) }),
  errors: [],
});

const apiToken = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAtMs: timeMs,
  expiresAtMs: timeMs,
});

export const createApiToken = defineRoute({
  name: 'createApiToken',
  method: 'POST',
  path: '/v1/api-tokens',
  summary: 'Make a token for a program. It is shown once; the server keeps only its hash',
  access: ['signedIn'],
  body: z.strictObject({
    name: z.string().min(1).max(64),
    scopes: z.array(z.enum(scopes)).min(1),
    expiresInDays: z.int().min(1).max(366).default(90),
  }),
  response: apiToken.extend({ token: z.string() }),
  errors: ['INPUT_INVALID', 'LIMIT_REACHED'],
});

export const listApiTokens = defineRoute({
  name: 'listApiTokens',
  method: 'GET',
  path: '/v1/api-tokens',
  summary: 'Your API tokens, without their secrets',
  access: ['signedIn'],
  response: pageOf(apiToken),
  errors: [],
});

export const revokeApiToken = defineRoute({
  name: 'revokeApiToken',
  method: 'DELETE',
  path: '/v1/api-tokens/:tokenId',
  summary: 'End an API token at once',
  access: ['signedIn'],
  params: z.object({ tokenId: z.string().max(64) }),
  response: z.object({ isRevoked: z.literal(true) }),
  errors: ['NOT_FOUND'],
});

export const walletRoutes = [
  createNonce,
  signInWithEthereum,
  signInWithLink,
  createLoginLink,
  readSession,
  signOut,
  createApiToken,
  listApiTokens,
  revokeApiToken,
] as const;

// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { address, timeMs } from '../api/schemas.ts';

/** Who is signed in, and until when. */
export const session = z.object({
  account: address.describe('Of a person who came by an invitation, it follows from their first passkey'),
  name: z.string().nullable().describe('Of a person who came by an invitation, as who invited wrote it'),
  isOperator: z.boolean(),
  expiresAtMs: timeMs,
});

export const sessionWithToken = session.extend({
  token: z.string().describe('Bearer token for programs; pages use the cookie that comes with it'),
});

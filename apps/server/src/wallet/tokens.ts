// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';

/** What a token is for stands at its front, so that secret scanners and people recognise it. */
export type TokenPrefix = 'dcs_' | 'dct_' | '';

export interface NewToken {
  token: string;
  /** What is stored instead of the token. It has 256 random bits, so a plain hash is enough. */
  hash: string;
}

export function createToken(prefix: TokenPrefix): NewToken {
  const token = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

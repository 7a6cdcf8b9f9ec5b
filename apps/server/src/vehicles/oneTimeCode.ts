// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, which are misread or spell words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: nobody guesses that within its life at the rate that is allowed. */
const CODE_LENGTH = 16;

/** A code that a person can read out and type, such as `7K3M-9QZX-2B4C-W0AD`. */
export function createCode(): string {
  const characters = Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]);
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** What is kept instead of the code. Spaces, hyphens and case are the person's who types it. */
export function hashCode(code: string): string {
  const plain = code.toUpperCase().replace(/[\s-]/g, '');
  return createHash('sha256').update(plain).digest('hex');
}

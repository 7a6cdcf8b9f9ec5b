// SPDX-License-Identifier: Apache-2.0
import { decodeHex } from '../encoding/decodeHex.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import { accountOfKey } from './accountOfKey.ts';

export interface ParsedPrivateKey {
  /** 32 bytes. */
  privateKey: Uint8Array;
  /** Its account, 20 bytes. */
  account: Uint8Array;
}

/** A private key in hex, with or without 0x. No error repeats it. @throws DatacarError INPUT_INVALID */
export function parsePrivateKey(text: string): ParsedPrivateKey {
  const digits = text.trim().replace(/^0x/, '');
  try {
    if (!/^[0-9a-fA-F]{64}$/.test(digits)) throw new RangeError('not 64 digits');
    const privateKey = decodeHex(`0x${digits.toLowerCase()}`);
    return { privateKey, account: accountOfKey(privateKey) };
  } catch {
    // Without the cause, which may repeat what was given.
    throw new DatacarError(
      'INPUT_INVALID',
      'A private key has 64 digits of hex and is a number of the curve secp256k1.',
    );
  }
}

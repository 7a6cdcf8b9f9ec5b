// SPDX-License-Identifier: Apache-2.0
import { decodeCbor } from '../encoding/decodeCbor.ts';
import { equalBytes } from '../encoding/equalBytes.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { Cose1 } from './Cose1.ts';
import { COSE_SIGN1_TAG, ES256_PROTECTED } from './cose1ToBeSigned.ts';

/**
 * Takes a tagged COSE_Sign1 apart without checking the signature.
 *
 * @throws DatacarError ENCODING_INVALID unless it is exactly the form that `encodeCose1` writes.
 */
export function decodeCose1(cose: Uint8Array): Cose1 {
  if (cose[0] !== COSE_SIGN1_TAG[0]) throw malformed('it does not start with tag 18');
  const parts = decodeCbor(cose.subarray(1));
  if (!Array.isArray(parts) || parts.length !== 4) throw malformed('it is not an array of four');
  const [protectedHeader, unprotectedHeader, payload, signature] = parts;
  if (!(protectedHeader instanceof Uint8Array) || !equalBytes(protectedHeader, ES256_PROTECTED)) {
    throw malformed('the protected header is not {1: -7}');
  }
  if (!isEmptyMap(unprotectedHeader)) throw malformed('the unprotected header is not empty');
  if (!(payload instanceof Uint8Array)) throw malformed('the payload is no byte string');
  if (!(signature instanceof Uint8Array) || signature.length !== 64) {
    throw malformed('the signature is not 64 bytes');
  }
  return { payload, signature };
}

function isEmptyMap(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.keys(value).length === 0
  );
}

function malformed(reason: string): DatacarError {
  return new DatacarError('ENCODING_INVALID', `This is no COSE_Sign1 of ours: ${reason}`);
}

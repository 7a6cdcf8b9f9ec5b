// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '../encoding/concatBytes.ts';
import { encodeCbor } from '../encoding/encodeCbor.ts';
import type { Cose1 } from './Cose1.ts';
import { COSE_SIGN1_TAG, ES256_PROTECTED } from './cose1ToBeSigned.ts';

/** A tagged COSE_Sign1 (RFC 9052, 4.2) from its payload and a signature made elsewhere. */
export function encodeCose1({ payload, signature }: Cose1): Uint8Array {
  return concatBytes(COSE_SIGN1_TAG, encodeCbor([ES256_PROTECTED, {}, payload, signature]));
}

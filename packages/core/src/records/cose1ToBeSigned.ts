// SPDX-License-Identifier: Apache-2.0
import { encodeCbor } from '../encoding/encodeCbor.ts';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import type { SignatureDomain } from './signatureDomains.ts';

/** CBOR tag 18. */
export const COSE_SIGN1_TAG = Uint8Array.of(0xd2);

/** `{1: -7}`: the algorithm is ES256. */
export const ES256_PROTECTED = Uint8Array.of(0xa1, 0x01, 0x26);

export interface Cose1ToBeSignedOptions {
  domain: SignatureDomain;
  payload: Uint8Array;
}

/** The bytes that a COSE_Sign1 signature covers (RFC 9052, 4.4), with the domain as external_aad. */
export function cose1ToBeSigned({ domain, payload }: Cose1ToBeSignedOptions): Uint8Array {
  return encodeCbor(['Signature1', ES256_PROTECTED, encodeUtf8(domain), payload]);
}

// SPDX-License-Identifier: Apache-2.0
import type { Acknowledgement } from './Acknowledgement.ts';
import { acknowledgementCodec } from './acknowledgementCodec.ts';
import { signatureDomains } from './signatureDomains.ts';
import { verifyCose1 } from './verifyCose1.ts';

/**
 * Checks an acknowledgement against the pinned key of the server (65 bytes). Whether it speaks of the
 * right batch, log and chain is for the caller to compare.
 *
 * @throws DatacarError SIGNATURE_INVALID, SIGNATURE_HIGH_S, ENCODING_INVALID, ACKNOWLEDGEMENT_MALFORMED
 */
export function verifyAcknowledgement(cose: Uint8Array, publicKey: Uint8Array): Acknowledgement {
  return acknowledgementCodec.decode(
    verifyCose1({ cose, domain: signatureDomains.acknowledgement, publicKey }),
  );
}

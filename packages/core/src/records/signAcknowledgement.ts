// SPDX-License-Identifier: Apache-2.0
import type { Acknowledgement } from './Acknowledgement.ts';
import { acknowledgementCodec } from './acknowledgementCodec.ts';
import { signatureDomains } from './signatureDomains.ts';
import { signCose1 } from './signCose1.ts';

/** Signs an acknowledgement with the server's P-256 key (32 bytes); the result is a COSE_Sign1. */
export function signAcknowledgement(acknowledgement: Acknowledgement, privateKey: Uint8Array): Uint8Array {
  const payload = acknowledgementCodec.encode(acknowledgement);
  return signCose1({ domain: signatureDomains.acknowledgement, payload, privateKey });
}

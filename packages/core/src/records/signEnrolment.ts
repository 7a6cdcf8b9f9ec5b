// SPDX-License-Identifier: Apache-2.0
import { p256PublicKey } from '#crypto';
import { enrolmentCodec } from './enrolmentCodec.ts';
import { signatureDomains } from './signatureDomains.ts';
import { signCose1 } from './signCose1.ts';

/** Shows that whoever holds the one-time code also holds the new device key (32 bytes); a COSE_Sign1. */
export function signEnrolment(code: string, privateKey: Uint8Array): Uint8Array {
  const payload = enrolmentCodec.encode({ version: 1, code, publicKey: p256PublicKey(privateKey) });
  return signCose1({ domain: signatureDomains.enrolment, payload, privateKey });
}

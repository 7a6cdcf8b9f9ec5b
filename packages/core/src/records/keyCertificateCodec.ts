// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod';
import type { KeyCertificate } from './KeyCertificate.ts';
import {
  address,
  chainIdentityFields,
  createRecordCodec,
  publicKey,
  readingSource,
  unsignedInteger,
} from './recordCodec.ts';

const keyCertificateSchema: z.ZodType<KeyCertificate> = z.strictObject({
  version: z.literal(1),
  ...chainIdentityFields,
  registry: address,
  vehicle: unsignedInteger,
  keyIndex: unsignedInteger,
  publicKey,
  source: readingSource,
  issuer: address,
});

/** Deterministic CBOR of a key certificate. Errors: CERTIFICATE_MALFORMED. */
export const keyCertificateCodec = createRecordCodec(keyCertificateSchema, 'CERTIFICATE_MALFORMED');

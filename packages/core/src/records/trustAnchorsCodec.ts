// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod';
import {
  address,
  bytesOf,
  chainIdentityFields,
  createRecordCodec,
  publicKey,
  shortText,
} from './recordCodec.ts';
import type { TrustAnchors } from './TrustAnchors.ts';

/** More members or servers than any consortium has. */
const ENTRIES_MAX = 1000;
/** A member changes its certificate key now and then and keeps the older ones. */
const KEYS_MAX = 16;
const ROLES_MAX = 16;
/** A thousand members with all their keys have 1.5 MB. */
const TRUST_BYTES_MAX = 4 * 1024 * 1024;

const trustAnchorsSchema: z.ZodType<TrustAnchors> = z.strictObject({
  version: z.literal(1),
  ...chainIdentityFields,
  registry: address,
  recordLog: address,
  members: z
    .array(
      z.strictObject({
        name: shortText,
        account: address,
        roles: z.array(shortText).max(ROLES_MAX),
        certificateKeys: z.array(publicKey).max(KEYS_MAX),
      }),
    )
    .max(ENTRIES_MAX),
  servers: z
    .array(
      z.strictObject({
        origin: shortText,
        noteKey: bytesOf(32),
        ackKey: publicKey,
        anchorAccount: address,
        member: address,
      }),
    )
    .max(ENTRIES_MAX),
});

/** The content of a trust file: deterministic CBOR. Errors: TRUST_MALFORMED. */
export const trustAnchorsCodec = createRecordCodec(trustAnchorsSchema, 'TRUST_MALFORMED', {
  bytesMax: TRUST_BYTES_MAX,
});

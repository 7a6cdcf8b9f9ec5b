// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod';
import type { DeviceToken } from './DeviceToken.ts';
import {
  address,
  chainIdentityFields,
  createRecordCodec,
  shortText,
  timeInMs,
  unsignedInteger,
} from './recordCodec.ts';

const deviceTokenSchema: z.ZodType<DeviceToken> = z.strictObject({
  version: z.literal(1),
  ...chainIdentityFields,
  registry: address,
  vehicle: unsignedInteger,
  keyIndex: unsignedInteger,
  log: shortText,
  issuedAtMs: timeInMs,
  expiresAtMs: timeInMs,
});

/** Deterministic CBOR of a device token. Errors: DEVICE_TOKEN_MALFORMED. */
export const deviceTokenCodec = createRecordCodec(deviceTokenSchema, 'DEVICE_TOKEN_MALFORMED');

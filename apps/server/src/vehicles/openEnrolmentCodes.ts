// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { openDocument } from '@datacar/store/documents/openDocument';
import { z } from 'zod';
import { createCode, hashCode } from './oneTimeCode.ts';

/** A day: time to walk to the garage, or to send the code to a workshop. */
export const ENROLMENT_LIFETIME_MS = 24 * 3_600_000;
const schema = z.record(
  z.string(),
  z.object({
    vehicle: z.int(),
    expiresAtMs: z.int(),
    /** SHA-256 of the public key that used it, hex. The same agent may ask again when it lost the answer. */
    usedBy: z.string().nullable(),
  }),
);

export interface EnrolmentCodes {
  /** Replaces the code that the vehicle had. */
  create(vehicle: number): Promise<{ code: string; expiresAtMs: number }>;
  /** @throws DatacarError ENROLMENT_CODE_INVALID unless it is unused, or used by this key. */
  vehicleOf(code: string, publicKey: Uint8Array): number;
  /** Binds the code to the key, durably. @throws DatacarError ENROLMENT_CODE_INVALID */
  use(code: string, publicKey: Uint8Array): Promise<void>;
}

/** One-time codes with which agents enrol, kept by their hash. */
export async function openEnrolmentCodes(
  { folder }: { folder: string },
  { clock }: { clock: () => number },
): Promise<EnrolmentCodes> {
  const document = await openDocument({
    path: join(folder, 'enrolment-codes.json'),
    initial: {},
    validate: (value) => schema.parse(value),
  });

  function find(code: string, publicKey: Uint8Array) {
    const hash = hashCode(code);
    const found = document.value[hash];
    const isGood =
      found !== undefined &&
      found.expiresAtMs > clock() &&
      (found.usedBy === null || found.usedBy === hashKey(publicKey));
    if (isGood) return { hash, ...found };
    throw new DatacarError(
      'ENROLMENT_CODE_INVALID',
      'The enrolment code is wrong, used or expired. Ask the owner for a new one.',
    );
  }

  return {
    async create(vehicle) {
      const code = createCode();
      const expiresAtMs = clock() + ENROLMENT_LIFETIME_MS;
      await document.update((codes) => {
        const kept = Object.entries(codes).filter(
          ([, known]) => known.expiresAtMs > clock() && known.vehicle !== vehicle,
        );
        return { ...Object.fromEntries(kept), [hashCode(code)]: { vehicle, expiresAtMs, usedBy: null } };
      });
      return { code, expiresAtMs };
    },
    vehicleOf: (code, publicKey) => find(code, publicKey).vehicle,
    async use(code, publicKey) {
      await document.update((codes) => {
        const { hash, vehicle, expiresAtMs } = find(code, publicKey);
        return { ...codes, [hash]: { vehicle, expiresAtMs, usedBy: hashKey(publicKey) } };
      });
    },
  };
}

function hashKey(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex');
}

// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { address, base64url, hash32, hexBytes, vehicleId } from '@datacar/core/api/schemas';
import { decodeHex } from '@datacar/core/encoding/decodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { z } from 'zod';
import { writeFileDurably } from './writeFileDurably.ts';

const FILE_NAME = 'device.json';

const identityFile = z.strictObject({
  version: z.literal(1),
  /** Where the server is. The one field that may be changed by hand, when a server moves. */
  server: z.url({ protocol: /^https?$/ }),
  mqttUrl: z.string().nullable(),
  vehicle: vehicleId,
  keyIndex: z.int().nonnegative(),
  ownerEpoch: z.int().nonnegative(),
  source: z.enum(['secureElement', 'software', 'simulated']),
  publicKey: hexBytes,
  certificate: base64url,
  chainId: z.int().positive(),
  genesisHash: hash32,
  registry: address,
  ackKey: hexBytes,
  noteKey: hexBytes,
  log: z.string(),
  enrolledAtMs: z.int(),
});

/** What enrolment wrote down, as it stands in `device.json`. */
export type IdentityFile = z.output<typeof identityFile>;

/** Which car this is, on which chain, and whom it believes. Pinned at enrolment. */
export interface DeviceIdentity {
  server: string;
  mqttUrl: string | null;
  vehicle: number;
  keyIndex: number;
  ownerEpoch: number;
  source: IdentityFile['source'];
  /** P-256, 65 bytes. */
  publicKey: Uint8Array;
  /** Signed key certificate (COSE). */
  certificate: Uint8Array;
  chainId: number;
  genesisHash: Uint8Array;
  registry: Uint8Array;
  /** The server's key for acknowledgements, P-256, 65 bytes. */
  ackKey: Uint8Array;
  /** The server's key for checkpoints, Ed25519, 32 bytes. */
  noteKey: Uint8Array;
  /** Origin of the server's log. */
  log: string;
}

export async function writeIdentity(folder: string, identity: IdentityFile): Promise<void> {
  await writeFileDurably(
    join(folder, FILE_NAME),
    `${JSON.stringify(identityFile.parse(identity), null, 2)}\n`,
  );
}

/** The identity in a folder; undefined when nothing was enrolled there. @throws DatacarError CONFIG_INVALID */
export async function readIdentity(folder: string): Promise<DeviceIdentity | undefined> {
  const path = join(folder, FILE_NAME);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return decodeIdentity(text, path);
}

function decodeIdentity(text: string, path: string): DeviceIdentity {
  try {
    const { version: _, enrolledAtMs: __, ...file } = identityFile.parse(JSON.parse(text));
    return {
      ...file,
      vehicle: Number(file.vehicle),
      publicKey: decodeHex(file.publicKey, 65),
      certificate: Uint8Array.from(Buffer.from(file.certificate, 'base64url')),
      genesisHash: decodeHex(file.genesisHash, 32),
      registry: decodeHex(file.registry.toLowerCase(), 20),
      ackKey: decodeHex(file.ackKey, 65),
      noteKey: decodeHex(file.noteKey, 32),
    };
  } catch (cause) {
    throw new DatacarError(
      'CONFIG_INVALID',
      `${path} is not what enrolment writes; restore it or enrol again.`,
      {
        cause,
        details: { path },
      },
    );
  }
}

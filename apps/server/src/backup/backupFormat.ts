// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** The first entry of a backup: what it is. */
export const MANIFEST_NAME = 'datacar-backup.json';
/** The last entry: SHA-256 of every file before it, so that a cut or damaged backup is not restored. */
export const CHECKSUMS_NAME = 'checksums.json';

export const manifestSchema = z.object({
  version: z.literal(1),
  serverVersion: z.string(),
  createdAt: z.string(),
});
export const checksumsSchema = z.record(z.string(), z.string());

/** Where a backup may put files: nowhere but into the folders of a home. */
export const FILE_NAME =
  /^(?:(?:chain|batches|accounts|keys|wallet|documents)\/(?:[\w-][\w.-]*\/)*[\w-][\w.-]*|secret\.key|trust\.cbor|genesis\.json)$/;

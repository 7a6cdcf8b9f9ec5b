// SPDX-License-Identifier: Apache-2.0

import { createDecipheriv } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { DataKeys } from './DataKeys.ts';
import type { BatchRecord } from './LogRecord.ts';
import { NONCE_BYTES, TAG_BYTES } from './sealBody.ts';

/** A batch has at most 1 MiB on the wire; whatever inflates to more is none of ours. */
const BODY_BYTES_MAX = 4 * 1024 * 1024;

/**
 * The bytes that `sealBody` sealed, or undefined when their key was destroyed.
 *
 * @throws DatacarError `STORAGE_DAMAGED` when they do not open with their key.
 */
export function openBody(
  { body, keyId, headerHash }: Pick<BatchRecord, 'body' | 'keyId' | 'headerHash'>,
  keys: Pick<DataKeys, 'find'>,
): Uint8Array | undefined {
  const key = keys.find(keyId);
  if (key === undefined) return undefined;
  try {
    const nonce = body.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: TAG_BYTES })
      .setAAD(headerHash)
      .setAuthTag(body.subarray(body.length - TAG_BYTES));
    const sealed = body.subarray(NONCE_BYTES, body.length - TAG_BYTES);
    const deflated = Buffer.concat([decipher.update(sealed), decipher.final()]);
    return inflateRawSync(deflated, { maxOutputLength: BODY_BYTES_MAX });
  } catch (cause) {
    throw new DatacarError(
      'STORAGE_DAMAGED',
      'A stored batch does not open with its data key; restore the batch log and keys of one backup.',
      { cause },
    );
  }
}

// SPDX-License-Identifier: Apache-2.0
import { ed25519Verify } from '#crypto';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import { equalBytes } from '../encoding/equalBytes.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { Checkpoint } from './Checkpoint.ts';
import { noteKeyId } from './noteKeyId.ts';
import { parseCheckpoint } from './parseCheckpoint.ts';

export interface VerifyCheckpointOptions {
  note: string;
  /** The log that it must be of. */
  origin: string;
  /** Ed25519 key of the log, 32 bytes. */
  noteKey: Uint8Array;
}

/**
 * Checks a signed checkpoint against the pinned key of a log. Signatures by other keys are passed over, as
 * C2SP signed-note asks.
 *
 * @throws DatacarError CHECKPOINT_MALFORMED, SIGNATURE_INVALID
 */
export function verifyCheckpoint({ note, origin, noteKey }: VerifyCheckpointOptions): Checkpoint {
  const { checkpoint, text, signatures } = parseCheckpoint(note);
  const keyId = noteKeyId(origin, noteKey);
  const own = signatures.find(({ name, keyId: id }) => name === origin && equalBytes(id, keyId));
  if (
    checkpoint.origin !== origin ||
    own === undefined ||
    !ed25519Verify({ message: encodeUtf8(text), signature: own.signature, publicKey: noteKey })
  ) {
    throw new DatacarError('SIGNATURE_INVALID', `The checkpoint is not signed by the log ${origin}`);
  }
  return checkpoint;
}

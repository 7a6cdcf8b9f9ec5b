// SPDX-License-Identifier: Apache-2.0
import { ed25519PublicKey, ed25519Sign } from '#crypto';
import { concatBytes } from '../encoding/concatBytes.ts';
import { encodeBase64 } from '../encoding/encodeBase64.ts';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import type { Checkpoint } from './Checkpoint.ts';
import { formatCheckpoint } from './formatCheckpoint.ts';
import { noteKeyId } from './noteKeyId.ts';

/** Signs a checkpoint as a C2SP signed note with the log's Ed25519 key (32 bytes), named as its origin. */
export function signCheckpoint(checkpoint: Checkpoint, privateKey: Uint8Array): string {
  const text = formatCheckpoint(checkpoint);
  const signature = concatBytes(
    noteKeyId(checkpoint.origin, ed25519PublicKey(privateKey)),
    ed25519Sign(encodeUtf8(text), privateKey),
  );
  return `${text}\n— ${checkpoint.origin} ${encodeBase64(signature)}\n`;
}

// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '#crypto';
import { concatBytes } from '../encoding/concatBytes.ts';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';

const ED25519_ALGORITHM = Uint8Array.of(0x01);
export const NOTE_KEY_ID_BYTES = 4;

/** The key id of C2SP signed-note: first 4 bytes of SHA-256(name ‖ a newline ‖ 0x01 ‖ Ed25519 key). */
export function noteKeyId(name: string, noteKey: Uint8Array): Uint8Array {
  return sha256(concatBytes(encodeUtf8(`${name}\n`), ED25519_ALGORITHM, noteKey)).slice(0, NOTE_KEY_ID_BYTES);
}

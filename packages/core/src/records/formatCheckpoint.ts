// SPDX-License-Identifier: Apache-2.0
import { encodeBase64 } from '../encoding/encodeBase64.ts';
import type { Checkpoint } from './Checkpoint.ts';

/** The text that a log signs: origin, size, root and the line of the stream map, each ended by a newline. */
export function formatCheckpoint({ origin, size, root, mapRoot, mapSize }: Checkpoint): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\nmap ${encodeBase64(mapRoot)} ${mapSize}\n`;
}

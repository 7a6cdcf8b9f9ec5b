// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';

/** What the car says live. */
export const LIVE_STREAM = '0'.repeat(64);

/** Where the queue of one stream lies in a car's folder. */
export function streamFolder(folder: string, stream: string): string {
  return join(folder, 'streams', stream === LIVE_STREAM ? 'live' : stream);
}

// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

/** Of this package. */
export const serverVersion: string = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

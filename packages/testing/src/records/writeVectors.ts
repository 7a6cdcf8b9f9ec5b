// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { makeVectors } from './makeVectors.ts';

// node --import tsx packages/testing/src/records/writeVectors.ts
const folder = new URL('../../../core/vectors/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, file] of Object.entries(makeVectors())) {
  writeFileSync(new URL(name, folder), `${JSON.stringify(file, undefined, 2)}\n`);
}

#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

// forge wants a solc program. This one is the solc of npm (the compiler as WebAssembly), so that the version is
// the one in package-lock.json and nothing is fetched outside of `npm ci`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const solc = createRequire(import.meta.url)('solc');

if (process.argv.includes('--version')) {
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`);
} else {
  // forge puts every source into the JSON, so the paths among the arguments are not needed.
  process.stdout.write(solc.compile(readFileSync(0, 'utf8')));
}

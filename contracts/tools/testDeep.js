#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

// Runs the invariant suites with the profile `deep` of foundry.toml, counts the calls that they made, and fails below
// a million. Arguments go to forge.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const callsMin = 1_000_000;
const toolsFolder = dirname(fileURLToPath(import.meta.url));
const startedAtMs = performance.now();
let calls = 0;
let invariants = 0;

const child = spawn(
  process.execPath,
  [join(toolsFolder, 'forge.js'), 'test', '--match-test', '^invariant_', ...process.argv.slice(2)],
  { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, FOUNDRY_PROFILE: 'deep' } },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
createInterface({ input: child.stdout }).on('line', (line) => {
  const found = /^\[PASS\] invariant_.*\bcalls: (\d+)/.exec(line);
  if (found) {
    invariants += 1;
    calls += Number(found[1]);
  }
  console.log(line);
});
child.on('close', (code) => {
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(0);
  console.log(`${invariants} invariants held over ${calls.toLocaleString('en')} calls, in ${seconds} s`);
  if (code === 0 && calls < callsMin) {
    console.error(`These are fewer than ${callsMin.toLocaleString('en')} calls.`);
  }
  process.exit(code === 0 && calls >= callsMin ? 0 : code || 1);
});

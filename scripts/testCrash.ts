// SPDX-License-Identifier: Apache-2.0
// npm run test:crash [ROUNDS]: the long form of every kill -9 test. Each kills its process at random moments, ROUNDS times.
import { spawnSync } from 'node:child_process';

const rounds = process.argv[2] ?? '50';
if (!/^[1-9]\d{0,3}$/.test(rounds)) {
  console.error('Usage: npm run test:crash [ROUNDS], a whole number from 1 to 9999 (50 when omitted).');
  process.exit(2);
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'crash.test.ts', '--testTimeout=3600000'],
  {
    stdio: 'inherit',
    env: { ...process.env, CRASH_ROUNDS: rounds },
  },
);
process.exit(status ?? 1);

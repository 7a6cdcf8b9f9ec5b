// SPDX-License-Identifier: Apache-2.0
// Runs the verifier in Python over the published vectors, in a virtual environment of its own.
// Where Python or its packages cannot be had it says so and counts as skipped; with DATACAR_REQUIRE_ALL=1 it fails.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const DIRECTORY = 'packages/core/python';
const ENVIRONMENT = join(DIRECTORY, '.venv');
const python = join(ENVIRONMENT, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

function run(command: string, parameters: string[]): boolean {
  return spawnSync(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function skip(reason: string): never {
  const isRequired = process.env.DATACAR_REQUIRE_ALL === '1';
  console.log(`The verifier in Python was not run: ${reason}`);
  console.log(isRequired ? '0 passed, 1 failed' : '0 passed, 0 failed, 1 skipped');
  process.exit(isRequired ? 1 : 0);
}

if (!existsSync(python) && !run('python3', ['-m', 'venv', ENVIRONMENT])) {
  skip('python3 with its venv module is not installed.');
}
const requirements = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r'];
if (!run(python, [...requirements, join(DIRECTORY, 'requirements.txt')])) {
  skip('its packages could not be installed.');
}
const { status } = spawnSync(python, [join(DIRECTORY, 'verify.py')], { stdio: 'inherit' });
process.exit(status ?? 1);

// SPDX-License-Identifier: Apache-2.0
// Runs the verifier in Python over the published vectors, in a virtual environment of its own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { openPython } from './openPython.ts';

const directory = 'packages/core/python';
const python = openPython({ directory, subject: 'The verifier in Python' });
const { status } = spawnSync(python, [join(directory, 'verify.py')], { stdio: 'inherit' });
process.exit(status ?? 1);

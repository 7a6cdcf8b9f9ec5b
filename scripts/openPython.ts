// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface OpenPythonOptions {
  /** Holds requirements.txt, and gets the virtual environment. */
  directory: string;
  /** What is run by it, for the message that it was not. */
  subject: string;
}

/**
 * The Python of a virtual environment with the packages of a folder. Where Python or its packages cannot be had it says
 * so and ends the process, counted as skipped; with DATACAR_REQUIRE_ALL=1 as failed.
 */
export function openPython({ directory, subject }: OpenPythonOptions): string {
  const environment = join(directory, '.venv');
  const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(python) && !run('python3', ['-m', 'venv', environment])) {
    skip(subject, 'python3 with its venv module is not installed.');
  }
  const requirements = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r'];
  if (!run(python, [...requirements, join(directory, 'requirements.txt')])) {
    skip(subject, 'its packages could not be installed.');
  }
  return python;
}

function run(command: string, parameters: string[]): boolean {
  return spawnSync(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function skip(subject: string, reason: string): never {
  const isRequired = process.env.DATACAR_REQUIRE_ALL === '1';
  console.log(`${subject} was not run: ${reason}`);
  console.log(isRequired ? '0 passed, 1 failed' : '0 passed, 0 failed, 1 skipped');
  process.exit(isRequired ? 1 : 0);
}

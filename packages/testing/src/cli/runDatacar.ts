// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';

const DATACAR = new URL('../../../../apps/cli/bin/datacar.js', import.meta.url).pathname;

export interface DatacarResult {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `datacar` with these arguments as a person would, against the server whose home this is. */
export function runDatacar(parameters: string[], { home }: { home: string }): Promise<DatacarResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [DATACAR, ...parameters], {
      env: { ...process.env, DATACAR_HOME: home, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** Runs `datacar … --json`, expects success, and returns what it printed. */
export async function runDatacarJson<T>(parameters: string[], { home }: { home: string }): Promise<T> {
  const { status, stdout, stderr } = await runDatacar([...parameters, '--json'], { home });
  if (status !== 0) throw new Error(`datacar ${parameters.join(' ')} exited ${status}: ${stderr || stdout}`);
  return JSON.parse(stdout) as T;
}

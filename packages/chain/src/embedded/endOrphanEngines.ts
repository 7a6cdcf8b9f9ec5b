// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { isProcessAlive } from './processes.ts';

/**
 * Ends engines that a killed server of the same home left behind. An engine is recognised by its program's
 * name together with the folder in its command line that no other home has, never by a number in a file, so no
 * stranger is hit.
 *
 * The caller holds the home's lock. Returns the ids of the processes that were ended.
 */
export async function endOrphanEngines(marker: string): Promise<number[]> {
  const orphans = (await listProcesses()).filter(
    ({ pid, commandLine }) => pid !== process.pid && isEngineOf(commandLine, marker),
  );
  for (const { pid } of orphans) {
    process.kill(pid, 'SIGKILL');
    while (isProcessAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return orphans.map(({ pid }) => pid);
}

function isEngineOf(commandLine: string[], marker: string): boolean {
  const program = basename(commandLine[0] ?? '').replace(/\.exe$/, '');
  const option = commandLine.indexOf('--cache-path');
  return program === 'anvil' && option !== -1 && commandLine[option + 1] === marker;
}

async function listProcesses(): Promise<{ pid: number; commandLine: string[] }[]> {
  if (process.platform === 'linux') {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(
      pids.map(async (pid) => ({
        pid: Number(pid),
        // A process may end meanwhile; then there is nothing to look at.
        commandLine: (await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')).split('\0'),
      })),
    );
    return found;
  }
  if (process.platform === 'win32') return [];
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,args='], { maxBuffer: 1 << 26 });
  return stdout.split('\n').map((line) => {
    const [, pid = '0', args = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    // A folder with a space in its name is then not recognised; the lock still keeps two servers apart.
    return { pid: Number(pid), commandLine: args.split(' ') };
  });
}

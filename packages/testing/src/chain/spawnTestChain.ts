// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Address } from 'viem';

export interface SpawnedChain {
  /** Resolves with the gateway's URL once it serves; undefined when the process ended before. */
  ready: Promise<{ rpcUrl: string; chainId: number } | undefined>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM, as a supervisor would. */
  stop(): Promise<void>;
  /** What it wrote to stderr. */
  readonly stderr: string;
}

export interface SpawnTestChainOptions {
  sealDelayMs?: number;
  /** Has `RICH_WEI` on a new chain. */
  rich?: Address;
}

/** The embedded chain of a folder in a process that can be killed. */
export function spawnTestChain(
  directory: string,
  { sealDelayMs = 10, rich }: SpawnTestChainOptions = {},
): SpawnedChain {
  const program = fileURLToPath(new URL('runTestChain.ts', import.meta.url));
  const parameters = [directory, String(sealDelayMs), ...(rich === undefined ? [] : [rich])];
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const ended = once(child, 'close');
  const firstLine = once(createInterface({ input: child.stdout }), 'line');
  return {
    ready: Promise.race([firstLine.then(([line]) => JSON.parse(line)), ended.then(() => undefined)]),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    get stderr() {
      return stderr;
    },
  };
}

/** The engine's process of a folder's chain, found as an operator would find it (Linux). */
export async function findEnginePids(directory: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const commandLine = await readFile(`/proc/${name}/cmdline`, 'latin1').catch(() => '');
    if (commandLine.split('\0').includes(`${directory}/engine`)) found.push(Number(name));
  }
  return found;
}

// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ServerEvent } from '@datacar/core/api/ServerEvent';

export type ReadyEvent = Extract<ServerEvent, { event: 'ready' }>;

export interface SpawnedServer {
  pid: number;
  ready: ReadyEvent;
  /** From the start of the process to `ready`. */
  readyMs: number;
  /** SIGKILL: no handler of the process runs. */
  kill(): Promise<void>;
  /** SIGINT, and waits for the end. */
  stop(): Promise<void>;
}

export interface SpawnTestServerOptions {
  arguments?: readonly string[];
  /** No file of the process may grow beyond it: to every writer the same as a full disk. */
  fileKibMax?: number;
  /** SIGKILL so long after the stage of its start has begun. */
  killAt?: { stage: string; afterMs: number };
}

const program = fileURLToPath(new URL('../../bin/datacar-server.js', import.meta.url));

/** `datacar-server run` in a process of its own, on free ports. Rejects when it ends before it is ready. */
export async function spawnTestServer(
  home: string,
  { arguments: extra = [], fileKibMax, killAt }: SpawnTestServerOptions = {},
): Promise<SpawnedServer> {
  const startedAt = performance.now();
  const flags = ['--home', home, '--port', '0', '--mqtt-port', '0', '--json-lines', '--log-level', 'error'];
  const command = [process.execPath, program, 'run', ...flags, ...extra];
  const [file = '', ...parameters] =
    fileKibMax === undefined
      ? command
      : ['bash', '-c', `ulimit -f ${fileKibMax} && exec "$0" "$@"`, ...command];
  const child = spawn(file, parameters, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-4_000);
  });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = await new Promise<ReadyEvent>((resolve, reject) => {
    if (child.stdout === null) throw new Error('the server has no stdout');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as ServerEvent;
      if (event.event === 'ready') resolve(event);
      if (event.event === 'progress' && event.stage === killAt?.stage) {
        setTimeout(() => child.kill('SIGKILL'), killAt.afterMs);
      }
      if (event.event === 'failed') reject(new Error(`${event.code}: ${event.message}`));
    });
    child.once('close', (status) => reject(new Error(`the server ended with ${status}: ${errors}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return {
    pid: child.pid ?? 0,
    ready,
    readyMs: performance.now() - startedAt,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGINT'),
  };
}

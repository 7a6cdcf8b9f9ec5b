// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DATACAR = new URL('../../../../apps/cli/bin/datacar.js', import.meta.url).pathname;
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 30_000;

export interface RunningDatacar {
  home: string;
  /** Where the API answers. */
  url: string;
  process: ChildProcess;
  /** The server's own process, a child of `datacar start`. */
  serverPid: number;
  output(): string;
  /** Ctrl-C, then waits; returns the exit status. */
  stop(): Promise<number | null>;
}

/** Starts `datacar start` on free ports and waits until its server answers. */
export async function startDatacar({
  home,
  parameters = ['--no-demo'],
}: {
  home: string;
  parameters?: string[];
}): Promise<RunningDatacar> {
  const child = spawn(
    process.execPath,
    [DATACAR, 'start', '--home', home, '--port', '0', '--mqtt-port', '0', ...parameters],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const startedAt = Date.now();
  for (;;) {
    if (child.exitCode !== null) throw new Error(`datacar start exited ${child.exitCode}:\n${output}`);
    if (Date.now() - startedAt > START_LIMIT_MS) {
      child.kill('SIGKILL');
      throw new Error(`datacar start was not ready in ${START_LIMIT_MS} ms:\n${output}`);
    }
    const server = readServerFile(home);
    if (server !== undefined && server.startedAtMs >= startedAt - 1000 && (await answers(server.url))) {
      const stop = async () => {
        child.kill('SIGINT');
        const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
        const status = await exited;
        clearTimeout(timer);
        return status;
      };
      return { home, url: server.url, process: child, serverPid: server.pid, output: () => output, stop };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function readServerFile(home: string): { url: string; pid: number; startedAtMs: number } | undefined {
  const file = join(home, 'server.json');
  if (!existsSync(file)) return undefined;
  const { url, pid, startedAt } = JSON.parse(readFileSync(file, 'utf8')) as {
    url: string;
    pid: number;
    startedAt: string | number;
  };
  return { url, pid, startedAtMs: new Date(startedAt).getTime() };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:net';
import type { DoctorFinding } from '@datacar/core/api/ServerEvent';
import type { HomePaths } from '../home/HomePaths.ts';
import { readLockHolder } from '../home/lockHome.ts';
import { readServerFile } from './readServerFile.ts';

const DEFAULT_PORTS = [8080, 1883];
const HEALTH_TIMEOUT_MS = 5_000;

/** Asks the running server how it is, or whether its ports are free for the next one. */
export async function checkPort(paths: HomePaths): Promise<Omit<DoctorFinding, 'name'>> {
  const server = await readServerFile(paths);
  if (server !== undefined && (await readLockHolder(paths.lock)) !== undefined)
    return checkHealth(server.url);
  const taken = (
    await Promise.all(DEFAULT_PORTS.map(async (port) => ((await isFree(port)) ? [] : [port])))
  ).flat();
  if (taken.length === 0) return { state: 'ok', message: `${DEFAULT_PORTS.join(' and ')} are free` };
  return {
    state: 'warning',
    message: `another program has ${taken.join(' and ')}; choose with --port and --mqtt-port`,
  };
}

async function checkHealth(url: string): Promise<Omit<DoctorFinding, 'name'>> {
  const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
  const { checks } = (await response.json()) as {
    checks: Record<string, { isHealthy: boolean; message: string }>;
  };
  const failing = Object.entries(checks).filter(([, { isHealthy }]) => !isHealthy);
  if (failing.length === 0) return { state: 'ok', message: `the server at ${url} is well` };
  return {
    state: 'failing',
    message: failing.map(([name, { message }]) => `${name}: ${message}`).join('; '),
  };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

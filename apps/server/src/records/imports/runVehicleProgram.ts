// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import type { AgentEvent } from '@datacar/core/vehicles/AgentEvent';

type FailedEvent = Extract<AgentEvent, { event: 'failed' }>;
export type WorkEvent = Exclude<AgentEvent, { event: 'failed' }>;

/** Enough for the last messages of a program that broke. */
const STDERR_LENGTH_MAX = 4_000;

export interface RunVehicleProgramOptions {
  parameters: readonly string[];
  onEvent: (event: WorkEvent) => void;
  /** Interrupts it, as Ctrl-C would. */
  signal: AbortSignal;
}

/**
 * Runs `datacar-vehicle` to its end. Signing is the agent's work, in a process of its own: the server never holds a
 * car's key.
 * @throws DatacarError with the code of its `failed` event, or INTERNAL when it broke without one.
 */
export async function runVehicleProgram({
  parameters,
  onEvent,
  signal,
}: RunVehicleProgramOptions): Promise<void> {
  const child = spawn(process.execPath, [programFile(), ...parameters, '--json-lines'], {
    // Its channel to us closes when we are gone, however we go.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let failure: FailedEvent | undefined;
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_LENGTH_MAX);
  });
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = parseEvent(line);
      if (event?.event === 'failed') failure = event;
      else if (event !== undefined) onEvent(event);
    });
  }
  const interrupt = () => child.kill('SIGINT');
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  try {
    const { status, killedBy } = await new Promise<{ status: number | null; killedBy: string | null }>(
      (resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code, by) => resolve({ status: code, killedBy: by }));
      },
    );
    if (failure !== undefined) {
      throw new DatacarError(failure.code as ErrorCode, failure.message, { details: failure.details ?? {} });
    }
    // 1 is also how it says that a file was not imported, all of it; its last event says more.
    if (status === 0 || status === 1) return;
    throw new DatacarError(
      'INTERNAL',
      `datacar-vehicle ended with ${killedBy ?? `status ${status}`}.\n${stderr}`.trim(),
    );
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}

function programFile(): string {
  const manifest = createRequire(import.meta.url).resolve('@datacar/vehicle/package.json');
  return join(dirname(manifest), 'bin', 'datacar-vehicle.js');
}

function parseEvent(line: string): AgentEvent | undefined {
  try {
    return JSON.parse(line) as AgentEvent;
  } catch {
    // Something else that was printed, such as a warning of Node.
    return undefined;
  }
}

// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { openLogFile } from './openLogFile.ts';

export type ProgramName = 'datacar-server' | 'datacar-vehicle' | 'datacar-web';

export interface ProgramExit {
  status: number | null;
  signal: NodeJS.Signals | null;
  /** The end of what it wrote to stderr, for whoever has to find out why. */
  stderrTail: string;
}

export interface RunningProgram {
  name: ProgramName;
  child: ChildProcess;
  exited: Promise<ProgramExit>;
  /** Asks it to end, as Ctrl-C would. */
  interrupt(): void;
  /** Ends it and all that it started, at once. */
  kill(): void;
}

const packages: Readonly<Record<ProgramName, string>> = {
  'datacar-server': '@datacar/server',
  'datacar-vehicle': '@datacar/vehicle',
  'datacar-web': '@datacar/web',
};
/** Enough for the last messages of a program that broke. */
const stderrTailLengthMax = 4_000;

export interface StartProgramOptions {
  /** Where its stderr goes; without it only the end is kept, in memory. */
  logFile?: string;
}

/**
 * Starts one of the other programs and hands over the JSON lines of its stdout. It runs in a process group of
 * its own, so that Ctrl-C reaches only us and we end things in order; it ends by itself when we are gone,
 * because its channel to us closes.
 */
export function startProgram<Event extends { event: string }>(
  name: ProgramName,
  parameters: readonly string[],
  onEvent: (event: Event) => void,
  { logFile }: StartProgramOptions = {},
): RunningProgram {
  const log = logFile === undefined ? undefined : openLogFile(logFile);
  const child = spawn(process.execPath, [programFile(name), ...parameters], {
    detached: true,
    stdio: ['ignore', 'pipe', log?.descriptor ?? 'pipe', 'ipc'],
  });
  log?.close();
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrTailLengthMax);
  });
  const stderrTail = (): string => log?.readTail(stderrTailLengthMax) ?? stderr;
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = parseEvent<Event>(line);
      if (event !== undefined) onEvent(event);
    });
  }
  const exited = new Promise<ProgramExit>((resolve, reject) => {
    child.once('error', reject);
    // "close" comes after the last line was read, "exit" may come before.
    child.once('close', (status, signal) => resolve({ status, signal, stderrTail: stderrTail() }));
  });
  return {
    name,
    child,
    exited,
    interrupt: () => {
      child.kill('SIGINT');
    },
    kill: () => killGroup(child),
  };
}

function programFile(name: ProgramName): string {
  return join(packageDirectory(name), 'bin', `${name}.js`);
}

/** Where the package of a program is installed. */
export function packageDirectory(name: ProgramName): string {
  return dirname(createRequire(import.meta.url).resolve(`${packages[name]}/package.json`));
}

function parseEvent<Event extends { event: string }>(line: string): Event | undefined {
  try {
    const parsed = JSON.parse(line) as Event;
    return typeof parsed.event === 'string' ? parsed : undefined;
  } catch {
    // Something else that was printed, such as a warning of Node.
    return undefined;
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

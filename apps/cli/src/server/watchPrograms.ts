// SPDX-License-Identifier: Apache-2.0
import type { CommandOutcome } from '../command/defineCommand.ts';
import type { Output } from '../output/createOutput.ts';
import type { RunningProgram } from '../processes/startProgram.ts';

export interface WatchOptions {
  title: string;
  /** Whether nothing goes on without it. */
  isVital: boolean;
  /** False while its start is somebody else's to report. */
  isUp?: () => boolean;
}

export interface ProgramWatch {
  /** Watches one more program; the last added is the first to be ended. */
  add(program: RunningProgram, options: WatchOptions): void;
  /** Settles when Ctrl-C, or the end of a vital program, has ended all of them. */
  readonly ended: Promise<CommandOutcome>;
  isEnding(): boolean;
  /** Ends all, the last added first. Safe to call twice. */
  endAll(): Promise<void>;
  /** Stops listening to signals. */
  release(): void;
}

/** Agents close their batches and the server writes a snapshot of the chain in this time; after it they are killed. */
const endingMsMax = 20_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Keeps programs together: they end in order on Ctrl-C, at once on a second one, and when one breaks it is told. */
export function watchPrograms(output: Output): ProgramWatch {
  const programs: RunningProgram[] = [];
  let ending: Promise<void> | undefined;
  let hasFailed = false;
  let resolveEnded: (outcome: CommandOutcome) => void = () => {};
  const ended = new Promise<CommandOutcome>((resolve) => {
    resolveEnded = resolve;
  });

  const endAll = (): Promise<void> => {
    ending ??= endInOrder(programs.toReversed()).then(() => resolveEnded(hasFailed ? 'failed' : 'done'));
    return ending;
  };
  const onSignal = (): void => {
    if (ending === undefined) {
      output.note('\nEnding. Press Ctrl-C again to end at once.');
      void endAll();
      return;
    }
    hasFailed = true;
    for (const program of programs) program.kill();
  };
  for (const signal of signals) process.on(signal, onSignal);

  return {
    add: (program, { title, isVital, isUp = () => true }) => {
      programs.push(program);
      void program.exited.then(({ status, signal, stderrTail }) => {
        if (ending !== undefined || !isUp()) return;
        hasFailed = true;
        output.note(
          `${title} ended by itself with ${signal ?? `status ${status}`}.${stderrTail && `\n${stderrTail}`}`,
        );
        if (isVital) void endAll();
      });
    },
    ended,
    isEnding: () => ending !== undefined,
    endAll,
    release: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

async function endInOrder(programs: RunningProgram[]): Promise<void> {
  for (const program of programs) {
    const timer = setTimeout(() => program.kill(), endingMsMax);
    program.interrupt();
    await program.exited;
    clearTimeout(timer);
  }
}

// SPDX-License-Identifier: Apache-2.0
import ora from 'ora';
import { hasColors } from './hasColors.ts';

/** One line that tells how far a long piece of work is. */
export interface Progress {
  update(text: string): void;
  /** Leaves a line that stays, above the moving one. */
  log(text: string): void;
  /** Clears the moving line, so that a result can be printed to stdout. */
  pause(): void;
  resume(): void;
  /** Ends with a tick and a line that stays. */
  succeed(text: string): void;
  /** Ends with a cross and a line that stays. */
  fail(text: string): void;
  /** Ends and leaves nothing. */
  stop(): void;
}

/** A moving line for a person; where none watches, only the lines that stay. */
export function createProgress(text: string, stream: NodeJS.WriteStream): Progress {
  // A terminal that does not know its width, as some build servers have, cannot have a line moved on it.
  const canMove = stream.isTTY && stream.columns > 0 && process.env.TERM !== 'dumb';
  if (!canMove) return createPlainProgress(stream);
  const isColored = hasColors(stream, process.env);
  const spinner = ora({
    text,
    stream,
    discardStdin: false,
    ...(isColored ? {} : { color: false as never }),
  }).start();
  return {
    update: (next) => {
      spinner.text = next;
    },
    log: (line) => {
      spinner.clear();
      stream.write(`${line}\n`);
      spinner.render();
    },
    pause: () => {
      spinner.stop();
    },
    resume: () => {
      spinner.start();
    },
    succeed: (line) => {
      spinner.succeed(line);
    },
    fail: (line) => {
      spinner.fail(line);
    },
    stop: () => {
      spinner.stop();
    },
  };
}

function createPlainProgress(stream: NodeJS.WriteStream): Progress {
  const line = (text: string): void => {
    stream.write(`${text}\n`);
  };
  return {
    update: () => {},
    log: line,
    pause: () => {},
    resume: () => {},
    succeed: line,
    fail: line,
    stop: () => {},
  };
}

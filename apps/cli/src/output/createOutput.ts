// SPDX-License-Identifier: Apache-2.0
import { createColors } from 'picocolors';
import type { Progress } from './createProgress.ts';
import { hasColors } from './hasColors.ts';

type Colors = ReturnType<typeof createColors>;

/** Where a command says things: results on stdout, everything else on stderr. */
export interface Output {
  /** Whether results are wanted as JSON. */
  isJson: boolean;
  /** Whether a person is there to be asked. */
  isInteractive: boolean;
  /** For stdout; without effect where nobody sees colours. */
  colors: Colors;
  /** A result for a person; nothing with --json. */
  line(text?: string): void;
  /** The result as JSON; nothing without --json. */
  json(value: unknown): void;
  /** Bytes of a result, as they are. */
  write(text: string): Promise<void>;
  /** Something to know that is not the result. */
  note(text: string): void;
  /** Shows that something is going on, on stderr. */
  startProgress(text: string): Promise<Progress>;
}

export interface OutputStreams {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  stdin: NodeJS.ReadStream;
}

export function createOutput({ isJson }: { isJson: boolean }, streams: OutputStreams = process): Output {
  const { stdout, stderr, stdin } = streams;
  return {
    isJson,
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    colors: createColors(hasColors(stdout, process.env)),
    line: (text = '') => {
      if (!isJson) stdout.write(`${text}\n`);
    },
    json: (value) => {
      if (isJson) stdout.write(`${JSON.stringify(value)}\n`);
    },
    write: (text) =>
      new Promise((resolve) => {
        if (stdout.write(text)) resolve();
        else stdout.once('drain', resolve);
      }),
    note: (text) => {
      stderr.write(`${text}\n`);
    },
    startProgress: async (text) => {
      const { createProgress } = await import('./createProgress.ts');
      return createProgress(text, stderr);
    },
  };
}

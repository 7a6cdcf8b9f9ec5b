// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { CommandContext } from '../command/CommandContext.ts';
import { UsageError } from '../command/UsageError.ts';
import { askText } from './askText.ts';

/** Words, keys and keystores are far shorter. */
const bytesMax = 65_536;

export interface ReadSecretTextOptions {
  /** A file, or `-` for stdin. */
  file: string | undefined;
  /** What a person is asked for. */
  question: string;
  /** The option that names the file. */
  option: string;
  /** Whether what is typed stays invisible. */
  isHidden: boolean;
  /** Whether it may be piped in without an option. */
  isPiped: boolean;
}

/**
 * A secret from a file, from a pipe, or from the person at the terminal: never from the command line, which other
 * users of the machine can see.
 *
 * @throws UsageError when there is no file and nobody to ask
 */
export async function readSecretText(
  { file, question, option, isHidden, isPiped }: ReadSecretTextOptions,
  { output }: Pick<CommandContext, 'output'>,
): Promise<string> {
  if (file === '-') return readStdin();
  if (file !== undefined) return limit(await readFile(file, 'utf8'));
  if (output.isInteractive) return askText(question, { isHidden });
  const piped = isPiped && process.stdin.isTTY !== true ? await readStdin() : '';
  if (piped.trim() !== '') return piped;
  throw new UsageError(`There is nobody here to ask; give it with ${option} FILE.`);
}

async function readStdin(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text = limit(`${text}${chunk}`);
  return text;
}

function limit(text: string): string {
  if (text.length <= bytesMax) return text;
  throw new DatacarError('FILE_TOO_LARGE', `A file of this kind has at most ${bytesMax} bytes.`);
}

// SPDX-License-Identifier: Apache-2.0
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from '../command/UsageError.ts';

/**
 * Asks the person at the terminal.
 *
 * @param isHidden whether what is typed stays invisible
 * @throws UsageError when they leave with Ctrl-C or Ctrl-D
 */
export function askText(question: string, { isHidden }: { isHidden: boolean }): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({
    input: process.stdin,
    output: isHidden ? nowhere : process.stderr,
    // Else the terminal itself would show what is typed.
    terminal: true,
    historySize: 0,
  });
  return new Promise((resolve, reject) => {
    prompt.once('close', () => {
      if (isHidden) process.stderr.write('\n');
      reject(new UsageError('Nothing was entered, so nothing was done.'));
    });
    if (isHidden) process.stderr.write(question);
    prompt.question(isHidden ? '' : question, (answer) => {
      resolve(answer);
      prompt.close();
    });
  });
}

// SPDX-License-Identifier: Apache-2.0
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks the person at the terminal. @param isHidden whether what is typed stays invisible */
export async function askText(question: string, { isHidden }: { isHidden: boolean }): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({
    input: process.stdin,
    output: isHidden ? nowhere : process.stderr,
    // Else the terminal itself would show what is typed.
    terminal: true,
  });
  try {
    if (isHidden) process.stderr.write(question);
    return await prompt.question(isHidden ? '' : question);
  } finally {
    if (isHidden) process.stderr.write('\n');
    prompt.close();
  }
}

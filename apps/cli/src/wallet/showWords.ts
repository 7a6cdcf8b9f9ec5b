// SPDX-License-Identifier: Apache-2.0
import type { CommandAction } from '../command/defineCommand.ts';
import { confirm } from './confirm.ts';
import { readSeed } from './readSeed.ts';
import { renderWords } from './renderWords.ts';

export const showWords: CommandAction<{ yes?: boolean }> = async ({ yes }, context) => {
  const { output } = context;
  const isWanted = await confirm(
    {
      question: 'Show the words on this screen? Whoever sees them has all accounts of the wallet.',
      reason: 'This prints the words that are the wallet.',
      isConfirmed: yes,
    },
    context,
  );
  if (!isWanted) {
    output.json({ words: null });
    output.line('Nothing was shown.');
    return 'failed';
  }
  const words = await readSeed(context);
  output.json({ words: words.split(' ') });
  output.line(renderWords(words));
  return 'done';
};

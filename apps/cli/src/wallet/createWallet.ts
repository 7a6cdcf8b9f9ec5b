// SPDX-License-Identifier: Apache-2.0
import { createMnemonic } from '@datacar/core/wallet/createMnemonic';
import type { CommandAction } from '../command/defineCommand.ts';
import { openOrMakeSealingKey } from '../home/openOrMakeSealingKey.ts';
import { checkNoWallet } from './checkNoWallet.ts';
import { renderWords } from './renderWords.ts';
import { writeSeed } from './writeSeed.ts';

export const createWallet: CommandAction<{ words: '12' | '24' }> = async ({ words: length }, context) => {
  const { output, home } = context;
  await checkNoWallet(home);
  const sealedWith = await openOrMakeSealingKey(context);
  const words = createMnemonic(length === '24' ? 24 : 12);
  await writeSeed(home, { words, sealedWith });
  output.json({ home, words: words.split(' ') });
  output.line(output.colors.bold('These words are your wallet:'));
  output.line();
  output.line(renderWords(words));
  output.line();
  output.line('Write them down on paper, in this order, and keep the paper where nobody else looks.');
  output.line(
    'Whoever has them has all accounts of this wallet; who loses them and this folder has lost them.',
  );
  output.line('An address to be paid at: datacar wallet receive');
  return 'done';
};

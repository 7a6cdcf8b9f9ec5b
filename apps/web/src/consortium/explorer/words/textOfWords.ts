// SPDX-License-Identifier: Apache-2.0
import { formatDatr } from '../../../token/formatDatr.ts';
import { formatWei } from '../formatWei.ts';
import type { Word, Words } from './say.ts';

/** A sentence as plain text, addresses in full. */
export const textOfWords = (words: Words): string => words.map(textOf).join('');

function textOf(word: Word): string {
  if (typeof word === 'string') return word;
  switch (word.kind) {
    case 'address':
    case 'hash':
      return word.value;
    case 'datr':
      return formatDatr(word.amount);
    case 'coin':
      return formatWei(word.wei);
    case 'moment':
      return new Date(word.timeMs).toISOString();
    case 'link':
      return word.text;
  }
}

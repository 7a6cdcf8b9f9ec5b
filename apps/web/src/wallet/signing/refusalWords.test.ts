// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { expect, test } from 'vitest';
import { isRejectedByPerson, readRefusal } from './refusalWords.ts';

test('a refusal of the contract is told without the name of its error', () => {
  const message = 'MembersVote_AlreadyVoted: 0x12 has voted.';
  const details = { errorName: 'MembersVote_AlreadyVoted' };
  expect(readRefusal(new DatacarError('TRANSACTION_REFUSED', message, { details }))).toBe('0x12 has voted.');
  expect(readRefusal(new DatacarError('TRANSACTION_REFUSED', 'The account is poor.'))).toBe(
    'The account is poor.',
  );
  expect(readRefusal(new DatacarError('SERVER_UNREACHABLE', 'Gone.'))).toBeNull();
});

test('a refusal of the person is told from any other error', () => {
  expect(isRejectedByPerson({ code: 4001 })).toBe(true);
  expect(isRejectedByPerson(new Error('gone'))).toBe(false);
  expect(isRejectedByPerson(null)).toBe(false);
});

// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { nameCommands } from './nameCommands.ts';

test('an action of the SDK is told by its command, and everything else stays', () => {
  expect(nameCommands('The founder admits members (addMember), see (that) of (0x12).')).toBe(
    'The founder admits members (`datacar member add`), see (that) of (0x12).',
  );
});

// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAllowList } from '@datacar/sdk/token/buildAllowList';
import { afterAll, expect, test } from 'vitest';
import { readAllowList } from './readAllowList.ts';

// The accounts 1 to 3 of the words "test test … junk".
const anna = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const ben = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC';
const cleo = '0x90F79bf6EB2c4f870365E785982E1f101E93b906';

const folder = mkdtempSync(join(tmpdir(), 'datacar-allow-list-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(text: string): string {
  const file = join(folder, 'list.txt');
  writeFileSync(file, text);
  return file;
}

test('one account a line, with comments, empty lines and the line ends of Windows', async () => {
  const list = await readAllowList(write(`# buyers\r\n\r\n${anna} # Anna\r\n  ${ben.toLowerCase()}\t\r\n`));
  expect(list.root).toBe(buildAllowList([anna, ben]).root);
  expect(list.proofOf(ben)).toHaveLength(1);
  expect(list.proofOf(cleo)).toBeUndefined();
});

test.each([
  ['nobody', '# nobody yet\n'],
  ['a name', 'anna\n'],
  ['an address with a wrong digit', `${anna.replace('7970C', '7971C')}\n`],
  ['two accounts on one line', `${anna} ${ben}\n`],
])('a list of %s is refused', async (_, text) => {
  await expect(readAllowList(write(text))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
});

test('a file that is not there is told as such', async () => {
  await expect(readAllowList(join(folder, 'none.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
});

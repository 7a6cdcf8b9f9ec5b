// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { createAdmission } from './createAdmission.ts';

const MIB = 1024 * 1024;

test('senders are held back from 8 MiB on and refused from 32 MiB on, until enough is answered', async () => {
  const seen: number[] = [];
  const admission = createAdmission({ onChange: (waitingBytes) => seen.push(waitingBytes) });
  await admission.idle();
  admission.admit(8 * MIB);
  await admission.room();
  admission.admit(25 * MIB);
  expect(admission.isFull()).toBe(true);
  let hasRoom = false;
  const room = admission.room().then(() => {
    hasRoom = true;
  });
  admission.release(24 * MIB);
  await Promise.resolve();
  expect([admission.isFull(), hasRoom]).toEqual([false, false]);
  admission.release(1 * MIB);
  await room;
  admission.release(8 * MIB);
  await admission.idle();
  expect(seen.at(-1)).toBe(0);
});

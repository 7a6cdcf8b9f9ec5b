// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntilSettled } from '@datacar/testing/browser/waitUntilSettled';
import { expect, test } from 'vitest';
import type { App } from './App.ts';
import { dropProof, verdict } from './evidence.ts';

export function outageTests(app: () => App): void {
  test('a server that is gone is said, a proof is still verified, and it all comes back by itself', async () => {
    const car = await app().context.newPage();
    await car.goto(`${app().url}/cars/1`);
    await waitUntilSettled(car);
    const verifier = await app().context.newPage();
    await verifier.goto(`${app().url}/verify`);
    await verifier.getByText('Needs no server any more').waitFor();

    await app().datacar.stop();
    await car.getByText('Connection lost').waitFor({ timeout: 15_000 });
    await dropProof(verifier, {
      name: 'speed.datacar',
      buffer: readFileSync(join(app().home, 'speed.datacar')),
    });
    await expect.poll(() => verdict(verifier), { timeout: 10_000 }).toBe('PROVED');

    await app().restart();
    await car.getByText('Connection lost').waitFor({ state: 'hidden', timeout: 60_000 });
    await car.getByText('Live', { exact: true }).first().waitFor({ timeout: 90_000 });
    await car.close();
    await verifier.close();
  }, 180_000);
}

// SPDX-License-Identifier: Apache-2.0
// Batches that are dropped, withheld, reordered or forked on their way show in the API, the CLI and the period proof.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch } from '@datacar/core/records/Batch';
import { runDatacar, runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { type RunningDatacar, startDatacar } from '@datacar/testing/cli/startDatacar';
import { enrolTestCar, type TestCar } from '@datacar/testing/vehicles/enrolTestCar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const MINUTE_MS = 60_000;
const SPEED = 'Vehicle.Speed';
const START_MS = Date.UTC(2026, 2, 1, 8);
const VINS = ['DATACARTEST000011', 'DATACARTEST000012', 'DATACARTEST000013', 'DATACARTEST000014'];

interface Gap {
  kind: string;
  fromMs: number;
  toMs: number | null;
  sequenceFrom: number;
  sequenceTo: number;
}

describe('gaps', () => {
  const home = mkdtempSync(join(tmpdir(), 'datacar-gaps-'));
  let datacar: RunningDatacar;
  const cars: TestCar[] = [];

  beforeAll(async () => {
    datacar = await startDatacar({ home });
    for (const vin of VINS) {
      const { enrolmentCode } = await runDatacarJson<{ enrolmentCode: string }>(
        ['vehicle', 'register', '--vin', vin, '--model', 'Test car'],
        { home },
      );
      cars.push(await enrolTestCar({ url: datacar.url, code: enrolmentCode }));
    }
  }, 120_000);

  afterAll(async () => {
    await datacar?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  /** Six linked minutes of driving that end at rest; each promises the next `promiseMs` after its end. */
  function sixMinutes(car: TestCar, { promiseMs = Date.now() }: { promiseMs?: number } = {}): Batch[] {
    const batches: Batch[] = [];
    for (let sequence = 0; sequence < 6; sequence++) {
      const fromMs = START_MS + sequence * MINUTE_MS;
      batches.push(
        car.build({
          sequence,
          previous: batches.at(-1),
          fromMs,
          toMs: fromMs + MINUTE_MS,
          readings: [{ path: SPEED, timeMs: fromMs, value: 10 + sequence }],
          header: { nextByMs: sequence === 5 ? 0 : fromMs + MINUTE_MS + promiseMs },
        }),
      );
    }
    return batches;
  }

  async function sendAll(car: TestCar, batches: (Batch | undefined)[]): Promise<void> {
    for (const batch of batches) {
      if (batch === undefined) continue;
      const answer = await car.send(batch);
      expect(answer.error).toBeUndefined();
      expect(answer.acknowledgement).toBeDefined();
    }
    expect((await runDatacar(['log', 'anchor'], { home })).status).toBe(0);
  }

  async function gapsOf(car: TestCar): Promise<{ fromCli: Gap[]; verdict: string; status: number | null }> {
    const { items } = await runDatacarJson<{ items: Gap[] }>(['gaps', '--vehicle', car.vehicle], { home });
    const file = join(home, `period-${car.vehicle}.datacar`);
    const period = [
      '--from',
      new Date(START_MS).toISOString(),
      '--to',
      new Date(START_MS + 6 * MINUTE_MS).toISOString(),
    ];
    const made = await runDatacar(
      ['proof', '--vehicle', car.vehicle, '--signal', SPEED, ...period, '-o', file],
      { home },
    );
    expect([made.status, made.stderr]).toEqual([0, expect.not.stringMatching(/error/i)]);
    const { stdout, status } = await runDatacar(['verify', file, '--json'], { home });
    return { fromCli: items, verdict: stdout, status };
  }

  test('a dropped batch is a gap between the end of the one before and the start of the one after', async () => {
    const car = cars[0] as TestCar;
    const batches = sixMinutes(car);
    await sendAll(
      car,
      batches.filter((_, sequence) => sequence !== 2),
    );
    const bounds = {
      kind: 'missing',
      fromMs: START_MS + 2 * MINUTE_MS,
      toMs: START_MS + 3 * MINUTE_MS,
      sequenceFrom: 2,
      sequenceTo: 2,
    };
    const { fromCli, verdict, status } = await gapsOf(car);
    expect(fromCli).toEqual([expect.objectContaining(bounds)]);
    expect(status).toBe(0);
    expect(verdict).toContain(String(bounds.fromMs));
    expect(verdict).toContain('"missing"');

    // A late batch closes its gap.
    await sendAll(car, [batches[2]]);
    expect((await gapsOf(car)).fromCli.filter(({ kind }) => kind === 'missing')).toEqual([]);
  }, 60_000);

  test('withheld last batches leave an open gap: the promise of the next one has passed', async () => {
    const car = cars[1] as TestCar;
    await sendAll(car, sixMinutes(car, { promiseMs: MINUTE_MS }).slice(0, 4));
    const { fromCli, verdict } = await gapsOf(car);
    // The first four came long after they were promised, which is readable too.
    expect(fromCli.filter(({ kind }) => kind !== 'late')).toEqual([
      expect.objectContaining({ kind: 'open', fromMs: START_MS + 4 * MINUTE_MS, toMs: null }),
    ]);
    expect(fromCli.filter(({ kind }) => kind === 'late').length).toBe(3);
    expect(verdict).toContain('"open"');
  }, 60_000);

  test('batches that arrive in another order leave no gap', async () => {
    const car = cars[2] as TestCar;
    await sendAll(car, sixMinutes(car).reverse());
    expect((await gapsOf(car)).fromCli).toEqual([]);
  }, 60_000);

  test('two headers with one number are a fork, and both are kept as evidence', async () => {
    const car = cars[3] as TestCar;
    const batches = sixMinutes(car);
    await sendAll(car, batches);
    const fromMs = START_MS + 3 * MINUTE_MS;
    const forked = car.build({
      sequence: 3,
      previous: batches[2],
      fromMs,
      toMs: fromMs + MINUTE_MS,
      readings: [{ path: SPEED, timeMs: fromMs, value: 99 }],
    });
    const answer = await car.send(forked);
    expect(answer.error?.code).toBe('SEQUENCE_FORK');
    expect((await runDatacar(['log', 'anchor'], { home })).status).toBe(0);
    const { fromCli, verdict } = await gapsOf(car);
    expect(fromCli).toEqual([expect.objectContaining({ kind: 'fork', sequenceFrom: 3, sequenceTo: 3 })]);
    expect(verdict).toContain('"fork"');
  }, 60_000);
});

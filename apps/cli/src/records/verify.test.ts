// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeProof } from '@datacar/core/records/encodeProof';
import { trustAnchorsCodec } from '@datacar/core/records/trustAnchorsCodec';
import { runDatacar } from '@datacar/testing/cli/runDatacar';
import { createSampleRecords, SAMPLE_START_MS } from '@datacar/testing/records/createSampleRecords';
import { afterAll, expect, test } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'datacar-verify-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const sample = createSampleRecords();
const batches = sample.drive(6);
const [, , third] = batches;
if (third === undefined) throw new RangeError();
const anchored = sample.anchorLog(batches);
const reading = encodeProof(sample.proveReading(third, anchored, 'Vehicle.Speed', SAMPLE_START_MS + 130_000));
const period = encodeProof(
  sample.provePeriod({
    anchored,
    fromMs: SAMPLE_START_MS,
    toMs: SAMPLE_START_MS + 360_000,
    streams: [{ batches: batches.filter((batch) => batch !== third) }],
  }),
);

const write = (name: string, bytes: Uint8Array): string => {
  const file = join(home, name);
  writeFileSync(file, bytes);
  return file;
};
const readingFile = write('reading.datacar', reading);
const periodFile = write('period.datacar', period);
const trust = write('sample.cbor', trustAnchorsCodec.encode(sample.trust));
const verify = (...parameters: string[]) => runDatacar(['verify', ...parameters], { home });

test('a proof is verified against the trust file, in words and as JSON', async () => {
  const human = await verify(readingFile, '--trust', trust);
  expect(human.status).toBe(0);
  expect(human.stdout).toMatch(/^PROVED\nVehicle\.Speed = 10 km\/h at 2026-03-01T00:02:10Z\n/);
  expect(human.stdout).toContain('Sample Motors');
  const { status, stdout } = await verify(readingFile, '--trust', trust, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: 'PROVED',
    reading: { path: 'Vehicle.Speed', value: 10, source: 'software' },
    trustFile: trust,
  });
});

test('the trust file of the home is used when none is named', async () => {
  expect((await verify(readingFile)).status).toBe(1);
  write('trust.cbor', trustAnchorsCodec.encode(sample.trust));
  expect((await verify(readingFile)).status).toBe(0);
  rmSync(join(home, 'trust.cbor'));
});

test('nothing that a file says commands the terminal', async () => {
  const control = '\u001b[2J\u009b1;1H\u202ePROVED';
  const told = sample.signBatch([
    { path: 'Vehicle.Body.Lights.Brake.IsActive', timeMs: SAMPLE_START_MS, value: control },
  ]);
  const log = sample.anchorLog([told]);
  const proof = sample.proveReading(told, log, 'Vehicle.Body.Lights.Brake.IsActive', SAMPLE_START_MS);
  const file = write('told.datacar', encodeProof(proof));
  const { stdout } = await verify(file, '--explain', '--trust', trust);
  expect(stdout).toContain('\\u{1b}[2J\\u{9b}1;1H\\u{202e}PROVED');
  for (const character of ['\u001b', '\u009b', '\u202e']) expect(stdout).not.toContain(character);
});

test('without trust anchors the first line says so', async () => {
  const { status, stdout } = await verify(readingFile);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^UNAUTHENTICATED/);
});

test("another consortium's trust file is not enough", async () => {
  const other = write('other.cbor', trustAnchorsCodec.encode(createSampleRecords({ world: 'other ' }).trust));
  const { status, stdout } = await verify(readingFile, '--trust', other);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^FAILED {2}keyCertifiedBy/);
});

test('a changed byte fails, and says which step', async () => {
  const changed = Uint8Array.from(reading);
  const at = Buffer.from(reading).indexOf('Vehicle.Speed');
  changed[at] = 'W'.charCodeAt(0);
  const { status, stdout } = await verify(write('changed.datacar', changed), '--trust', trust);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^FAILED {2}readingInBatch/);
  expect((await verify(write('none.datacar', reading.subarray(1)), '--trust', trust)).stdout).toMatch(
    /^FAILED/,
  );
});

test('a period names its coverage and what is missing', async () => {
  const { status, stdout } = await verify(periodFile, '--trust', trust);
  expect(status).toBe(0);
  expect(stdout).toContain('coverage 83.33 %: of 6 min, 5 min recorded, 0 ms at rest, 1 min in gaps');
  expect(stdout).toMatch(/missing\s+live\s+2026-03-01T00:02:00Z\s+2026-03-01T00:03:00Z\s+#2/);
});

test('--explain shows what each step means and the proof itself', async () => {
  const { stdout } = await verify(readingFile, '--trust', trust, '--explain', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    proof: {
      reading: { path: 'Vehicle.Speed' },
      header: { sequence: 2, vehicle: 42 },
      anchor: { logId: '1' },
    },
  });
  expect((await verify(periodFile, '--trust', trust, '--explain')).stdout).toContain('"streams": [');
});

// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openDocument } from '../../documents/openDocument.ts';
import { openBatchLog } from '../../records/openBatchLog.ts';
import { openDataKeys } from '../../records/openDataKeys.ts';
import { openTelemetry } from '../../telemetry/openTelemetry.ts';
import { ingest, jsonDecoder, numbers, openSealer } from './smallServer.ts';

/*
 * Stores batches until it is killed, and says of each one that it was acknowledged. Usage: crashWriter.ts FOLDER VEHICLE
 */

const [, , directory = '', vehicleText = ''] = process.argv;
const vehicle = Number(vehicleText);
const STREAMS = 8;
const T0 = Date.UTC(2026, 0, 1);

const log = await openBatchLog({ directory: join(directory, 'batches'), maxSegmentBytes: 100_000 });
const keys = await openDataKeys({ path: join(directory, 'dataKeys.json') }, { sealer: openSealer });
const telemetry = await openTelemetry(
  { path: join(directory, 'telemetry.duckdb'), flushAfterMs: 20 },
  { batchLog: log, dataKeys: keys, decoder: jsonDecoder },
);
const document = await openDocument<{ count: number }>({
  path: join(directory, 'count.json'),
  initial: { count: 0 },
  validate: (value) => value as { count: number },
});

/** Straight to the pipe: a line that was said has left this process. */
function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

async function keepIngesting(stream: number): Promise<never> {
  for (let sequence = 0; ; sequence += 1) {
    const timeMs = T0 + sequence * 1000;
    const { position } = await ingest(
      {
        vehicle,
        stream: new Uint8Array(32).fill(stream),
        sequence,
        columns: [numbers(`Vehicle.Test.S${stream}`, [timeMs, timeMs + 500], [sequence, -sequence])],
      },
      { log, keys, telemetry },
    );
    say({ stream, sequence, position });
  }
}

async function keepCounting(): Promise<never> {
  for (;;) say({ count: (await document.update(({ count }) => ({ count: count + 1 }))).count });
}

say({ ready: true });
await Promise.all([
  keepCounting(),
  ...Array.from({ length: STREAMS }, (_, index) => keepIngesting(index + 1)),
]);

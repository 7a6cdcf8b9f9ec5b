// SPDX-License-Identifier: Apache-2.0
// Runs as a process of its own that `crash.test.ts` kills. It records as a car that lives a minute in a few
// milliseconds, and prints what is signed and on the disk.
import { setTimeout as delay } from 'node:timers/promises';
import { createFlooredClock } from '../batching/createFlooredClock.ts';
import { createDeviceClient } from '../folder/createDeviceClient.ts';
import { openDevice } from '../folder/openDevice.ts';
import { openStream } from '../folder/openStream.ts';
import { LIVE_STREAM } from '../folder/streamFolder.ts';
import { openReadingsJournal } from '../queue/openReadingsJournal.ts';
import { createDeviceTokens } from '../receipts/createDeviceTokens.ts';
import { createBatchSigner } from '../signing/createBatchSigner.ts';
import { createRecorder } from './createRecorder.ts';

const [folder = '', startText = '0'] = process.argv.slice(2);
const STEP_MS = 7_000;

const device = await openDevice({ folder }, { environment: {} });
const client = createDeviceClient(device.identity, createDeviceTokens(device, { clock: Date.now }));
const { queue } = await openStream({ device, stream: LIVE_STREAM }, { client, clock: Date.now });
let systemMs = Number(startText);
const clock = createFlooredClock(
  { floorMs: queue.head().toMs },
  { systemMs: () => systemMs, monotonicMs: () => performance.now() },
);
const journal = await openReadingsJournal(queue.folder);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

let printed = queue.head().sequence;
const recorder = createRecorder(
  {
    vehicle: '1',
    queue,
    journal,
    sign: createBatchSigner({ device, stream: LIVE_STREAM, source: 'software' }),
  },
  {
    clock,
    emit: () => undefined,
    onBatch: () => {
      for (; printed < queue.head().sequence; printed += 1)
        say({ sequence: printed, headerHash: queue.get(printed)?.headerHash });
    },
  },
);
await recorder.start();
say({ started: queue.head().sequence });
for (;;) {
  systemMs = Math.max(systemMs, clock()) + STEP_MS;
  const timeMs = systemMs;
  const fates = await recorder.record([{ path: 'Vehicle.Speed', timeMs, value: 12.5 }]);
  if (fates[0] === 'taken') say({ taken: timeMs });
  await delay(1);
}

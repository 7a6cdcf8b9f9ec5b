// SPDX-License-Identifier: Apache-2.0
import { collectPages } from '@datacar/sdk/client/collectPages';
import { type ListDrivesReturnType, listDrives } from '@datacar/sdk/records/listDrives';
import { querySeries } from '@datacar/sdk/records/querySeries';
import { readStream } from '@datacar/sdk/records/readStream';
import { client } from '../../app/client.ts';

/** When nobody remembers where a file begins, its last day is shown. */
const unknownMs = 86_400_000;
/** More drives than that nobody looks through here. */
const drivesMax = 50;
/** The first minutes of a drive have a reading that shows something. */
const readingsMax = 200;

export interface ImportedDrives {
  items: ListDrivesReturnType['items'];
  /** One to prove: the car is moving. */
  reading: { signal: string; timeMs: number } | undefined;
}

/** The drives in the time that an imported file covers, and one reading of the first. */
export async function findImportedDrives(
  vehicle: string,
  stream: string,
  fromMs: number | undefined,
): Promise<ImportedDrives> {
  const { toMs } = await readStream(client, { vehicle, stream });
  const from = fromMs ?? toMs - unknownMs;
  const items = await collectPages((cursor) => listDrives(client, { vehicle, from, to: toMs, cursor }), {
    itemsMax: drivesMax,
  });
  items.sort((a, b) => a.startMs - b.startMs);
  const [first] = items;
  if (first === undefined) return { items, reading: undefined };
  const { items: readings } = await querySeries(client, {
    vehicle,
    signals: ['Vehicle.Speed'],
    from: first.startMs,
    to: first.endMs,
    limit: readingsMax,
  });
  const moving = readings.find(({ value }) => typeof value === 'number' && value > 20) ?? readings.at(-1);
  return { items, reading: moving };
}

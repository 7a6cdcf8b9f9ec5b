// SPDX-License-Identifier: Apache-2.0
import { iteratePages } from '@datacar/sdk/client/iteratePages';
import { type QuerySeriesParameters, querySeries } from '@datacar/sdk/records/querySeries';
import { client } from '../../app/client.ts';
import type { Series } from './Series.ts';

/** Readings on one page: a few megabytes of JSON, parsed within a frame or two. */
const pageReadings = 20_000;
/** More than a plot can show, and than a browser should hold. */
const readingsMax = 400_000;

export interface LoadSeriesParameters extends Omit<QuerySeriesParameters, 'cursor' | 'limit'> {
  units: ReadonlyMap<string, string | null>;
}

/** Readings of several signals of a period, page by page, one series each; signals without any are left out. */
export async function loadSeries({ units, ...query }: LoadSeriesParameters): Promise<Map<string, Series>> {
  const series = new Map<string, Series>();
  let readings = 0;
  const pages = iteratePages((cursor) => querySeries(client, { ...query, cursor, limit: pageReadings }));
  for await (const { signal, timeMs, value } of pages) {
    let own = series.get(signal);
    if (own === undefined) {
      own = { signal, unit: units.get(signal) ?? null, timesMs: [], values: [] };
      series.set(signal, own);
    }
    own.timesMs.push(timeMs);
    own.values.push(value);
    readings += 1;
    if (readings >= readingsMax) break;
  }
  return series;
}

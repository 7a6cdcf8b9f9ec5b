// SPDX-License-Identifier: Apache-2.0
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { exportReadings as requestExport } from '@datacar/sdk/records/exportReadings';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import type { Progress } from '../output/createProgress.ts';
import { formatBytes } from '../output/formatBytes.ts';
import { type PeriodOptions, periodOf } from './period.ts';

interface Options extends PeriodOptions {
  vehicle: string;
  format: 'csv' | 'parquet';
  signal?: string[];
  output: string;
}

export const exportReadings: CommandAction<Options> = async (options, context) => {
  const { vehicle, format, signal, output: file } = options;
  const { output } = context;
  const client = await openClient(context);
  const progress = await output.startProgress('Exporting');
  try {
    const { body } = await requestExport(client, { vehicle, ...periodOf(options), format, signals: signal });
    const source = Readable.fromWeb((body ?? new Blob([]).stream()) as ReadableStream);
    if (file === '-') {
      await pipeline(source, process.stdout, { end: false });
      return 'done';
    }
    const bytes = await writeWhole(source, file, progress);
    progress.stop();
    output.json({ file, format, bytes });
    output.line(`Wrote ${file} (${formatBytes(bytes)}).`);
    return 'done';
  } finally {
    progress.stop();
  }
};

/** Writes aside and renames, so that a file under this name is always a whole one. */
async function writeWhole(source: Readable, file: string, progress: Progress): Promise<number> {
  const aside = `${file}.part`;
  let bytes = 0;
  source.on('data', (chunk: Uint8Array) => {
    bytes += chunk.length;
    progress.update(`Exporting, ${formatBytes(bytes)}`);
  });
  source.pause();
  try {
    await pipeline(source, createWriteStream(aside) as Writable);
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  return bytes;
}

// SPDX-License-Identifier: Apache-2.0
import { mkdir } from 'node:fs/promises';
import type { CsvMapping } from '@datacar/core/signals/CsvMapping';
import type { ImportResult } from '@datacar/core/vehicles/AgentEvent';
import type { Client } from '@datacar/sdk/client/Client';
import { describeFailure } from '../cli/describeFailure.ts';
import type { Device } from '../folder/Device.ts';
import { openStream } from '../folder/openStream.ts';
import { streamFolder } from '../folder/streamFolder.ts';
import type { InclusionProver } from '../receipts/createInclusionProver.ts';
import { createPatience, type Patience } from './createPatience.ts';
import { createReporter } from './createReporter.ts';
import { finishImports, type ImportEnding } from './finishImports.ts';
import { hashFile } from './hashFile.ts';
import { createImportTally, type ImportTally } from './ImportTally.ts';
import { readImportRecord, writeImportRecord } from './importRecord.ts';
import type { QueueHandler } from './QueueHandler.ts';
import { type ImportDependencies, type RunningImport, startImport } from './startImport.ts';
import { PATIENCE_MS, waitForAnswers } from './waitForAnswers.ts';

/** Files whose streams are open together; they share one anchor. */
const FILES_AT_ONCE_MAX = 32;
/** Batches of one file that may wait or be unproved before reading pauses: some 50 MB on the disk. */
const QUEUED_BATCHES_MAX = 4_096;

export interface ImportFilesParameters {
  files: readonly string[];
  mapping: CsvMapping | undefined;
  device: Device;
}

export interface ImportFilesDependencies extends ImportDependencies {
  client: Client;
  prover: InclusionProver;
  clock(): number;
}

interface ImportGroupDependencies extends ImportFilesDependencies {
  patience: Patience;
}

/**
 * Imports files: reads, signs, sends, waits until the server has signed for every batch, has anchored them, and has
 * proved that they are in its log. Never throws for a file: what went wrong stands in its result.
 */
export async function importFiles(
  { files, mapping, device }: ImportFilesParameters,
  dependencies: ImportFilesDependencies,
): Promise<ImportResult[]> {
  const results: ImportResult[] = [];
  const patience = createPatience({ patienceMs: PATIENCE_MS });
  for (let start = 0; start < files.length; start += FILES_AT_ONCE_MAX) {
    const group = files.slice(start, start + FILES_AT_ONCE_MAX);
    results.push(...(await importGroup({ files: group, mapping, device }, { ...dependencies, patience })));
  }
  return results;
}

async function importGroup(
  { files, mapping, device }: ImportFilesParameters,
  dependencies: ImportGroupDependencies,
): Promise<ImportResult[]> {
  const { emit } = dependencies;
  const running = new Map<string, RunningImport>();
  const outcomes: (ImportResult | RunningImport)[] = [];
  for (const file of files) outcomes.push(await beginFile({ file, mapping, device, running }, dependencies));

  const endings = await finishImports([...running.values()], dependencies);
  const results: ImportResult[] = [];
  for (const outcome of outcomes) {
    const result = 'tally' in outcome ? await closeImport(outcome, endings.get(outcome)) : outcome;
    emit({ event: 'imported', result });
    results.push(result);
  }
  return results;
}

/** Reads one file to its end, unless it was imported before; sending goes on meanwhile. */
async function beginFile(
  {
    file,
    mapping,
    device,
    running,
  }: Omit<ImportFilesParameters, 'files'> & { file: string; running: Map<string, RunningImport> },
  dependencies: ImportGroupDependencies,
): Promise<ImportResult | RunningImport> {
  let stream = '';
  try {
    stream = await hashFile(file);
    const twin = running.get(stream);
    const before = await readImportRecord(streamFolder(device.folder, stream));
    if (before !== undefined)
      return { ...before, file, readings: 0, batches: 0, alreadyImported: true, isResumed: false };
    if (twin !== undefined)
      return { ...emptyResult(file, stream, twin.tally), mapping: twin.mapping, alreadyImported: true };

    await mkdir(streamFolder(device.folder, stream), { recursive: true, mode: 0o700 });
    const { client, clock, patience } = dependencies;
    const opened = await patience.retry(() =>
      openStream({ device, stream, queueBytesMax: Number.MAX_SAFE_INTEGER }, { client, clock }),
    );
    let started: RunningImport | undefined;
    try {
      started = await startImport({ file, stream, mapping, device, opened }, dependencies);
      await started.readAll(createQueueHandler(started, dependencies));
      running.set(stream, started);
      return started;
    } catch (error) {
      await started?.stop();
      await opened.close();
      return { ...emptyResult(file, stream, started?.tally), error: describeFailure(error) };
    }
  } catch (error) {
    return { ...emptyResult(file, stream), error: describeFailure(error) };
  }
}

function emptyResult(file: string, stream: string, tally: ImportTally = createImportTally()): ImportResult {
  return {
    file,
    ...tally,
    readings: 0,
    readingsDuplicate: 0,
    readingsConflicting: 0,
    batches: 0,
    anchoredIn: null,
    alreadyImported: false,
    isResumed: false,
    stream,
    mapping: null,
  };
}

function createQueueHandler(started: RunningImport, dependencies: ImportGroupDependencies): QueueHandler {
  const report = createReporter(started, dependencies);
  const { queue } = started.opened;
  return {
    report,
    makeRoom: async () => {
      const { waiting, acknowledged } = queue.counts();
      if (waiting >= QUEUED_BATCHES_MAX) await waitForAnswers(started, QUEUED_BATCHES_MAX / 2, report);
      // A round that proves nothing yet is no failure: the server has until `includeByMs`.
      if (acknowledged >= QUEUED_BATCHES_MAX)
        await dependencies.patience.retry(() => dependencies.prover.proveOldest(queue));
    },
  };
}

/** Writes down that the import is done, if it is, and what came of it. */
async function closeImport(
  one: RunningImport,
  { failure, anchoredIn }: ImportEnding = { failure: undefined, anchoredIn: null },
): Promise<ImportResult> {
  const { queue } = one.opened;
  await one.stop();
  const { added, duplicates, conflicts, batches } = queue.totals();
  const result: ImportResult = {
    ...emptyResult(one.file, one.stream, one.tally),
    readings: added,
    readingsDuplicate: duplicates,
    readingsConflicting: conflicts,
    batches,
    anchoredIn,
    // Everything was on the server before this folder knew of it.
    alreadyImported: failure === undefined && batches === 0,
    isResumed: one.batchesBefore > 0 && batches > 0,
    mapping: one.mapping,
    ...(failure === undefined ? {} : { error: describeFailure(failure) }),
  };
  if (failure === undefined) await writeImportRecord(queue.folder, result);
  await one.opened.close();
  return result;
}

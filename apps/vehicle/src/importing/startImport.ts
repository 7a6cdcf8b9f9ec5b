// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { CsvMapping } from '@datacar/core/signals/CsvMapping';
import type { EmitEvent } from '@datacar/core/vehicles/AgentEvent';
import type { Device } from '../folder/Device.ts';
import type { OpenedStream } from '../folder/openStream.ts';
import type { VerifyAnswer } from '../receipts/createAnswerVerifier.ts';
import { createSignalBell, type SignalBell } from '../sending/createSignalBell.ts';
import type { Uplink } from '../sending/openUplink.ts';
import { runSender } from '../sending/runSender.ts';
import { createBatchSigner, type SignableWindow } from '../signing/createBatchSigner.ts';
import { type CsvSource, openCsvSource } from '../sources/csv/openCsvSource.ts';
import { createImportWindows } from './createImportWindows.ts';
import {
  countChunk,
  countRefusedReading,
  countRepeated,
  createImportTally,
  type ImportTally,
} from './ImportTally.ts';
import type { QueueHandler } from './QueueHandler.ts';

/** Signed and synced together: some 30 ms of hashing between two looks at the network. */
const GROUP_BATCHES = 16;

export interface StartImportParameters {
  file: string;
  /** Hex. */
  stream: string;
  mapping: CsvMapping | undefined;
  device: Device;
  opened: OpenedStream;
}

export interface ImportDependencies {
  uplink: Uplink;
  emit: EmitEvent;
  random(): number;
  verifyAnswer: VerifyAnswer;
}

/** An import whose file is being read, signed and sent. */
export interface RunningImport {
  readonly file: string;
  readonly stream: string;
  readonly mapping: string;
  readonly opened: OpenedStream;
  readonly tally: ImportTally;
  /** Batches that an interrupted import of the same file had signed before. */
  readonly batchesBefore: number;
  /** Why sending failed last; undefined after a success. */
  lastFailure(): unknown;
  /** Rung whenever the server has answered. */
  readonly answered: SignalBell;
  /** Reads the whole file; every batch of it is signed and on the disk when this resolves. */
  readAll(queueHandler: QueueHandler): Promise<void>;
  stop(): Promise<void>;
}

/** Opens a file for import and starts to send what its stream has waiting. */
export async function startImport(
  { file, stream, mapping, device, opened }: StartImportParameters,
  { uplink, emit, random, verifyAnswer }: ImportDependencies,
): Promise<RunningImport> {
  const source = await openCsvSource({ file, mapping });
  const { queue } = opened;
  const vehicle = String(device.identity.vehicle);
  const tally = createImportTally();
  const stop = new AbortController();
  const bell = createSignalBell();
  const answered = createSignalBell();
  let failure: unknown;

  const sending = runSender(
    { vehicle, stream, queue, uplink, bell, signal: stop.signal },
    {
      random,
      verifyAnswer,
      emit: (event) => {
        if (event.event === 'acknowledged' || event.event === 'gap') failure = undefined;
        answered.ring();
        // Acknowledgements of a file are told by its progress; there may be thousands.
        if (event.event !== 'acknowledged') emit(event);
      },
      onFailure: (error) => {
        failure = error;
        answered.ring();
      },
    },
  );

  return {
    file,
    stream,
    mapping: source.mapping.name,
    opened,
    tally,
    batchesBefore: queue.head().sequence,
    lastFailure: () => failure ?? uplink.lastFailure(),
    answered,
    readAll: (queueHandler) =>
      readAll({
        file,
        source,
        tally,
        opened,
        queueHandler,
        bell,
        sign: createBatchSigner({ device, stream, source: 'import' }),
      }),
    stop: async () => {
      stop.abort();
      await sending;
    },
  };
}

interface ReadAllParameters {
  file: string;
  source: CsvSource;
  tally: ImportTally;
  opened: OpenedStream;
  queueHandler: QueueHandler;
  bell: SignalBell;
  sign: ReturnType<typeof createBatchSigner>;
}

async function readAll({
  file,
  source,
  tally,
  opened: { queue },
  queueHandler,
  bell,
  sign,
}: ReadAllParameters): Promise<void> {
  const windows = createImportWindows();
  const resumedHead = queue.head();
  let index = 0;

  const keep = async (complete: readonly SignableWindow[]): Promise<void> => {
    // What an interrupted import signed is not signed again: the same file gives the same windows.
    const signedBefore = Math.max(0, Math.min(complete.length, resumedHead.sequence - index));
    const lastSigned = complete[resumedHead.sequence - 1 - index];
    if (lastSigned !== undefined && lastSigned.toMs !== resumedHead.toMs) throw changedError(file);
    index += complete.length;
    const fresh = complete.slice(signedBefore);
    for (let start = 0; start < fresh.length; start += GROUP_BATCHES) {
      await queueHandler.makeRoom();
      let head = queue.head();
      const group = fresh.slice(start, start + GROUP_BATCHES).map((window) => {
        const batch = sign(window, head);
        head = { ...head, sequence: batch.sequence + 1, previousHash: batch.headerHash };
        return batch;
      });
      await queue.append(group);
      bell.ring();
    }
  };

  for await (const chunk of source.read()) {
    countChunk(tally, chunk);
    for (const reading of chunk.readings) {
      const fate = windows.add(reading);
      if (fate !== 'taken') countRefusedReading(tally, refusalOf(reading.path, fate));
    }
    const complete = windows.takeComplete();
    if (complete.length > 0) await keep(complete);
    queueHandler.report('reading');
  }
  await keep(windows.takeRest());
  countRepeated(tally, windows.repeated());
  if (index < resumedHead.sequence) throw changedError(file);
}

function refusalOf(signal: string, fate: 'unknown' | 'unordered') {
  return fate === 'unknown'
    ? { line: null, signal, code: 'SIGNAL_UNKNOWN', message: `The catalogue has no signal ${signal}.` }
    : {
        line: null,
        signal,
        code: 'ROWS_UNORDERED',
        message:
          'This reading is older than what was signed already, and the file is too large to be sorted as a whole.',
      };
}

function changedError(file: string): DatacarError {
  return new DatacarError(
    'IMPORT_CHANGED',
    `An earlier import of ${basename(file)} was interrupted, and the file is read differently now. Use the same --mapping as then.`,
    { details: { file } },
  );
}

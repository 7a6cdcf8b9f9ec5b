// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { UPLOAD_BYTES_MAX } from '@datacar/core/records/importRoutes';
import { type CsvMapping, parseCsvMapping } from '@datacar/core/signals/CsvMapping';
import type { AgentEvent, FilePreview, ImportResult } from '@datacar/core/vehicles/AgentEvent';
import type { FastifyBaseLogger } from 'fastify';
import { createTurns } from '../../home/createTurns.ts';
import type { Keeper } from './openKeeper.ts';
import { runVehicleProgram } from './runVehicleProgram.ts';

/** A day: time to find out the logger's time zone. */
const KEPT_MS = 24 * 3_600_000;
const SWEEP_INTERVAL_MS = 10 * 60_000;
/** With the largest file each, a few hundred megabytes for one car. */
const FILES_PER_VEHICLE_MAX = 8;
const FILES_MAX = 64;
/** Each is a process of its own for half a second. */
const PREVIEWS_AT_ONCE_MAX = 2;
/** Imports that wait for their turn. */
const WAITING_MAX = 16;
const FILE_NAME_LENGTH_MAX = 100;

type Progress = Omit<Extract<AgentEvent, { event: 'importProgress' }>, 'event' | 'file' | 'stage'> & {
  stage: Extract<AgentEvent, { event: 'importProgress' }>['stage'] | 'preparing';
};

/** A file that somebody brought, and how far its import is. */
export interface RecordImport {
  id: string;
  vehicle: number;
  name: string;
  bytes: number;
  createdAtMs: number;
  expiresAtMs: number;
  state: 'uploaded' | 'waiting' | 'running' | 'done' | 'failed';
  progress: Progress | null;
  result: ImportResult | null;
  error: { code: string; message: string } | null;
}

export interface Imports {
  /** @throws DatacarError INPUT_TOO_LARGE, LIMIT_REACHED, STORAGE_FULL */
  upload(options: { vehicle: number; name: string; body: Readable }): Promise<RecordImport>;
  list(vehicle: number): RecordImport[];
  /** @throws DatacarError NOT_FOUND */
  read(vehicle: number, id: string): RecordImport;
  /** @throws DatacarError NOT_FOUND, MAPPING_INVALID, FILE_UNREADABLE, OVERLOADED */
  preview(vehicle: number, id: string, mapping: unknown): Promise<FilePreview>;
  /** Begins it and does not wait. @throws DatacarError as `preview`, MAPPING_UNCERTAIN, IMPORT_STARTED, NOT_ENROLLED */
  start(vehicle: number, id: string, mapping: unknown): Promise<RecordImport>;
  /** @throws DatacarError NOT_FOUND, IMPORT_STARTED while it runs */
  discard(vehicle: number, id: string): Promise<void>;
  /** Interrupts what runs; the agent goes on with it when the file is imported again. */
  close(): Promise<void>;
}

interface Entry extends RecordImport {
  folder: string;
  file: string;
}

export interface ImportsDependencies {
  keeper: Keeper;
  /** Where this server listens on its own machine. */
  url: () => string;
  logger: FastifyBaseLogger;
  clock: () => number;
}

/** Files of recorded drives, from their upload to their last anchored batch. What was brought is gone after a restart. */
export async function openImports(
  { folder: root }: { folder: string },
  { keeper, url, logger, clock }: ImportsDependencies,
): Promise<Imports> {
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true, mode: 0o700 });
  const entries = new Map<string, Entry>();
  const stopping = new AbortController();
  // One at a time: an import keeps a core busy, and cars that are driving come first.
  const turns = createTurns();
  const running = new Set<Promise<void>>();
  let previews = 0;

  const isBusy = ({ state }: Entry) => state === 'waiting' || state === 'running';
  const forget = async (entry: Entry) => {
    entries.delete(entry.id);
    await rm(entry.folder, { recursive: true, force: true });
  };
  const sweep = async () => {
    const old = [...entries.values()].filter((entry) => entry.expiresAtMs <= clock() && !isBusy(entry));
    await Promise.all(old.map(forget));
  };
  const timer = setInterval(() => {
    sweep().catch((error) => logger.warn({ err: error }, 'old uploads were not removed'));
  }, SWEEP_INTERVAL_MS);
  timer.unref();

  function find(vehicle: number, id: string): Entry {
    const entry = entries.get(id);
    if (entry !== undefined && entry.vehicle === vehicle) return entry;
    throw new DatacarError('NOT_FOUND', 'There is no such file here (any more). Bring it again.');
  }

  async function preview(entry: Entry, mapping: CsvMapping | undefined): Promise<FilePreview> {
    if (previews >= PREVIEWS_AT_ONCE_MAX) {
      throw new DatacarError('OVERLOADED', 'Other files are being looked at. Try again in a second.');
    }
    previews += 1;
    try {
      let found: FilePreview | undefined;
      await runVehicleProgram({
        parameters: ['preview', entry.file, ...(await mappingParameters(entry, mapping))],
        onEvent: (event) => {
          if (event.event === 'preview') found = event.preview;
        },
        signal: stopping.signal,
      });
      if (found === undefined) throw new DatacarError('INTERNAL', 'The preview ended without a result.');
      return found;
    } finally {
      previews -= 1;
    }
  }

  async function run(entry: Entry, mapping: CsvMapping): Promise<void> {
    entry.state = 'running';
    const agent = await keeper.ensureEnrolled(entry.vehicle, stopping.signal);
    let result: ImportResult | undefined;
    await runVehicleProgram({
      parameters: [
        ...['import', entry.file, '--folder', agent, '--server', url(), '--transport', 'http'],
        ...(await mappingParameters(entry, mapping)),
        ...keeper.secretParameters,
      ],
      onEvent(event) {
        if (event.event === 'importProgress') {
          const { event: _event, file: _file, ...progress } = event;
          entry.progress = progress;
        } else if (event.event === 'importFinished') result = event.files[0];
      },
      signal: stopping.signal,
    });
    if (result === undefined) throw new DatacarError('INTERNAL', 'The import ended without a result.');
    entry.result = result;
    entry.error = result.error ?? null;
    entry.state = result.error === undefined ? 'done' : 'failed';
  }

  async function runInTurn(entry: Entry, mapping: CsvMapping): Promise<void> {
    try {
      await turns.run('import', () => run(entry, mapping));
    } catch (error) {
      const { code, message } =
        error instanceof DatacarError ? error : { code: 'INTERNAL', message: String(error) };
      logger.warn({ code, vehicle: entry.vehicle }, 'an import failed');
      entry.state = 'failed';
      entry.error = { code, message };
    } finally {
      entry.progress = null;
      // A failed one may be started again; what is imported needs no copy here.
      if (entry.state === 'done') await rm(entry.folder, { recursive: true, force: true });
    }
  }

  return {
    async upload({ vehicle, name, body }) {
      await sweep();
      const ofVehicle = [...entries.values()].filter((entry) => entry.vehicle === vehicle);
      const isFull = ofVehicle.length >= FILES_PER_VEHICLE_MAX || entries.size >= FILES_MAX;
      const over = ofVehicle.find((entry) => entry.state === 'done');
      if (isFull && over === undefined) {
        throw new DatacarError(
          'LIMIT_REACHED',
          'Too many files are here already. Import or discard one first.',
        );
      }
      if (isFull && over !== undefined) await forget(over);
      const id = randomUUID();
      const folder = join(root, id);
      const createdAtMs = clock();
      const entry: Entry = {
        ...{ id, vehicle, name, bytes: 0, createdAtMs, expiresAtMs: createdAtMs + KEPT_MS },
        ...{ state: 'uploaded', progress: null, result: null, error: null },
        ...{ folder, file: resolve(folder, safeName(name)) },
      };
      // Counted from its first byte on, so that many at once do not pass the limit.
      entries.set(id, entry);
      try {
        await mkdir(folder, { mode: 0o700 });
        entry.bytes = await writeBounded(body, entry.file);
      } catch (error) {
        await forget(entry);
        throw error;
      }
      return entry;
    },
    list: (vehicle) => [...entries.values()].filter((entry) => entry.vehicle === vehicle).reverse(),
    read: find,
    preview(vehicle, id, mapping) {
      const entry = find(vehicle, id);
      if (entry.state === 'done') throw started();
      return preview(entry, mapping === undefined ? undefined : parseCsvMapping(mapping));
    },
    async start(vehicle, id, given) {
      const entry = find(vehicle, id);
      if (isBusy(entry) || entry.state === 'done') throw started();
      if ([...entries.values()].filter(isBusy).length >= WAITING_MAX) {
        throw new DatacarError('OVERLOADED', 'Many imports are waiting. Try again in some minutes.');
      }
      const before = entry.state;
      Object.assign(entry, { state: 'waiting', error: null, result: null, progress: preparing });
      try {
        // A mapping that does not fit the file is refused now, not in the middle of the work.
        const { mapping } = await preview(entry, given === undefined ? undefined : parseCsvMapping(given));
        if (mapping === null) {
          throw new DatacarError(
            'MAPPING_UNCERTAIN',
            'The columns do not say enough, such as which time zone they are in. Look at the preview and complete it.',
          );
        }
        const work = runInTurn(entry, mapping);
        running.add(work);
        work.finally(() => running.delete(work));
      } catch (error) {
        Object.assign(entry, { state: before, progress: null });
        throw error;
      }
      return entry;
    },
    async discard(vehicle, id) {
      const entry = find(vehicle, id);
      if (isBusy(entry)) throw started();
      await forget(entry);
    },
    async close() {
      clearInterval(timer);
      stopping.abort();
      await Promise.all(running);
      await rm(root, { recursive: true, force: true });
    },
  };
}

const preparing: Progress = { stage: 'preparing', rows: 0, readings: 0, batches: 0, batchesAcknowledged: 0 };

function started(): DatacarError {
  return new DatacarError('IMPORT_STARTED', 'The import of this file has begun, or is over.');
}

async function mappingParameters({ folder }: Entry, mapping: CsvMapping | undefined): Promise<string[]> {
  if (mapping === undefined) return [];
  const file = join(folder, `${randomUUID()}.json`);
  await writeFile(file, JSON.stringify(mapping), { mode: 0o600 });
  return ['--mapping', file];
}

/** Streams to the disk and stops at the limit. */
async function writeBounded(body: Readable, file: string): Promise<number> {
  let bytes = 0;
  await pipeline(
    body,
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        bytes += piece.length;
        if (bytes > UPLOAD_BYTES_MAX) {
          throw new DatacarError(
            'INPUT_TOO_LARGE',
            `A page brings at most ${UPLOAD_BYTES_MAX / 1024 ** 2} MiB. Split the file, or use datacar drive import.`,
          );
        }
        yield piece;
      }
    },
    createWriteStream(file, { mode: 0o600, flags: 'wx' }),
  ).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') throw error;
    throw new DatacarError('STORAGE_FULL', 'The disk of the server is full.', { cause: error });
  });
  return bytes;
}

/** The name shows in messages; only what no file system minds is left of it. */
function safeName(name: string): string {
  return (
    name
      .replace(/[^\p{L}\p{N}._ -]/gu, '_')
      .replace(/^\.+/, '')
      .slice(-FILE_NAME_LENGTH_MAX) || 'file.csv'
  );
}

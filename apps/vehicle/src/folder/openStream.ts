// SPDX-License-Identifier: Apache-2.0

import { mkdir } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '@datacar/sdk/client/Client';
import { readStream } from '@datacar/sdk/records/readStream';
import { EMPTY_HEAD, hasStreamQueue, openStreamQueue } from '../queue/openStreamQueue.ts';
import type { StreamHead } from '../queue/QueueRecord.ts';
import type { StreamQueue } from '../queue/StreamQueue.ts';
import type { Device } from './Device.ts';
import { lockFolder } from './lockFolder.ts';
import { LIVE_STREAM, streamFolder } from './streamFolder.ts';

export interface OpenedStream {
  queue: StreamQueue;
  /** Closes the queue and gives the folder back. */
  close(): Promise<void>;
}

export interface OpenStreamParameters {
  device: Device;
  /** Hex. */
  stream: string;
  queueBytesMax?: number;
}

/**
 * Opens the queue of a stream for this process alone. A stream that this folder does not know is asked of the server:
 * an earlier folder of the car may have begun it, and its numbers go on.
 *
 * @throws DatacarError FOLDER_LOCKED, QUEUE_DAMAGED, SERVER_UNREACHABLE
 */
export async function openStream(
  { device, stream, queueBytesMax }: OpenStreamParameters,
  { client, clock }: { client: Client; clock: () => number },
): Promise<OpenedStream> {
  const folder = streamFolder(device.folder, stream);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  try {
    const initialHead = (await hasStreamQueue(folder)) ? undefined : await findHead(device, stream, client);
    const queue = await openStreamQueue(
      {
        folder,
        ...(initialHead === undefined ? {} : { initialHead }),
        ...(queueBytesMax === undefined ? {} : { queueBytesMax }),
      },
      { clock },
    );
    const close = async (): Promise<void> => {
      await queue.close();
      await unlock();
    };
    return { queue, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function findHead({ identity }: Device, stream: string, client: Client): Promise<StreamHead> {
  // The first key of a car has signed nothing before its folder began.
  if (stream === LIVE_STREAM && identity.keyIndex === 0) return EMPTY_HEAD;
  try {
    const head = await readStream(client, { vehicle: String(identity.vehicle), stream });
    return {
      sequence: head.lastSequence + 1,
      previousHash: head.headerHash.slice(2),
      toMs: head.toMs,
      nextByMs: head.nextByMs,
    };
  } catch (error) {
    if (error instanceof DatacarError && error.code === 'NOT_FOUND') return EMPTY_HEAD;
    throw error;
  }
}

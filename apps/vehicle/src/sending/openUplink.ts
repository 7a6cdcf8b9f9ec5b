// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import type { EmitEvent } from '@datacar/core/vehicles/AgentEvent';
import { describeFailure } from '../cli/describeFailure.ts';
import { createBackoff } from './createBackoff.ts';
import { sleepUntilAborted } from './sleepUntilAborted.ts';
import type { Connection, OutgoingBatch, Transport } from './Transport.ts';

/** The way to a server that is opened again whenever it is lost, until `close`. */
export interface Uplink {
  readonly windowBatches: number;
  isConnected(): boolean;
  /** Why there is no connection now, if there is none. */
  lastFailure(): DatacarError | Error | undefined;
  /** Resolves when there is a connection, or when the uplink closes. */
  ready(): Promise<void>;
  send(batch: OutgoingBatch): Promise<IngestAnswer>;
  close(): Promise<void>;
}

export interface OpenUplinkParameters {
  vehicle: string;
  transport: Transport;
}

export interface UplinkDependencies {
  emit: EmitEvent;
  random(): number;
}

export function openUplink(
  { vehicle, transport }: OpenUplinkParameters,
  { emit, random }: UplinkDependencies,
): Uplink {
  const stop = new AbortController();
  const backoff = createBackoff({ random });
  let waiters: (() => void)[] = [];
  let connection: Connection | undefined;
  let failure: Error | undefined;

  const wakeWaiters = (): void => {
    for (const wake of waiters.splice(0)) wake();
  };
  const pauseAfter = async (error: Error): Promise<void> => {
    failure = error;
    const retryInMs = backoff.nextMs();
    const { code, message } = describeFailure(error);
    emit({ event: 'disconnected', vehicle, code, message, retryInMs });
    await sleepUntilAborted(retryInMs, stop.signal);
  };

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        connection = await transport.open();
      } catch (error) {
        await pauseAfter(error as Error);
        continue;
      }
      if (stop.signal.aborted) {
        // It was closed while it opened.
        await connection.close();
        return;
      }
      failure = undefined;
      emit({ event: 'connected', vehicle, transport: transport.kind, url: transport.url });
      wakeWaiters();
      const reason = await connection.lost;
      connection = undefined;
      // A connection that was closed on purpose, to renew its password, is opened again at once.
      if (reason !== undefined && !stop.signal.aborted) await pauseAfter(reason);
    }
  };
  const running = run();

  return {
    windowBatches: transport.windowBatches,
    isConnected: () => connection !== undefined,
    lastFailure: () => failure,
    ready: () =>
      connection !== undefined || stop.signal.aborted
        ? Promise.resolve()
        : new Promise((resolve) => waiters.push(resolve)),
    send: async (batch) => {
      if (connection === undefined)
        throw failure ?? new DatacarError('SERVER_UNREACHABLE', 'There is no connection to the server yet.');
      const answer = await connection.send(batch);
      backoff.reset();
      return answer;
    },
    close: async () => {
      stop.abort();
      wakeWaiters();
      await connection?.close();
      waiters = [];
      await running;
    },
  };
}

// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import type { EmitEvent } from '@datacar/core/vehicles/AgentEvent';
import { describeFailure } from '../cli/describeFailure.ts';
import type { AcknowledgedBatch, QueueEntry, StreamQueue } from '../queue/StreamQueue.ts';
import { createBackoff } from './createBackoff.ts';
import { createSendWindow } from './createSendWindow.ts';
import type { SignalBell } from './createSignalBell.ts';
import type { Uplink } from './openUplink.ts';
import { sleepUntilAborted } from './sleepUntilAborted.ts';

export interface RunSenderParameters {
  vehicle: string;
  /** Hex. */
  stream: string;
  queue: StreamQueue;
  uplink: Uplink;
  /** Rung when there is something new to send; the sender rings it too. */
  bell: SignalBell;
  signal: AbortSignal;
}

export interface SenderDependencies {
  emit: EmitEvent;
  random(): number;
  /**
   * Reads a server's signature.
   *
   * @throws DatacarError ACKNOWLEDGEMENT_INVALID
   */
  verifyAnswer(answer: IngestAnswer, entry: QueueEntry): AcknowledgedBatch;
  /** Called for every failure that is not final. */
  onFailure?(error: unknown): void;
}

/**
 * Sends what waits in a queue, in order, several at once, until the signal aborts. After a failure it waits, and sends
 * one at a time until one goes through. Resolves when nothing is on its way any more.
 */
export async function runSender(
  { vehicle, stream, queue, uplink, bell, signal }: RunSenderParameters,
  { emit, random, verifyAnswer, onFailure }: SenderDependencies,
): Promise<void> {
  const backoff = createBackoff({ random });
  const window = createSendWindow(queue);
  let batchesMax = 1;
  let failure: unknown;

  const take = async (entry: QueueEntry, answer: IngestAnswer, mayBeKnown: boolean): Promise<void> => {
    const { sequence, count } = entry;
    if (answer.error !== undefined && answer.acknowledgement === undefined) {
      const { code, message, final } = answer.error;
      if (!final) throw new DatacarError(code as ErrorCode, message);
      await queue.abandon(sequence, { code, message });
      emit({ event: 'gap', vehicle, stream, sequence, code, message });
    } else {
      const acknowledged = verifyAnswer(answer, entry);
      await queue.acknowledge(mayBeKnown ? countOnce(acknowledged, count) : acknowledged);
      emit({ event: 'acknowledged', vehicle, stream, sequence, readings: count });
    }
  };

  const deliver = async (entry: QueueEntry, wire: Uint8Array): Promise<void> => {
    const { headerHash, mayBeKnown } = entry;
    entry.mayBeKnown = true;
    try {
      await take(entry, await uplink.send({ headerHash, wire }), mayBeKnown);
      backoff.reset();
      batchesMax = uplink.windowBatches;
    } catch (error) {
      failure ??= error;
    }
    window.end(entry);
    bell.ring();
  };

  /** Sends as much as may be on its way at once. */
  const fill = async (): Promise<void> => {
    while (failure === undefined && !signal.aborted) {
      const entry = window.next(batchesMax);
      if (entry === undefined) return;
      window.begin(entry);
      try {
        // Read one after the other, so that they leave in order.
        void deliver(entry, await queue.readWire(entry.sequence));
      } catch (error) {
        window.end(entry);
        // A batch that had to make room meanwhile is a gap, and was reported as one.
        if (queue.get(entry.sequence) !== undefined) failure = error;
      }
    }
  };

  const recover = async (): Promise<void> => {
    batchesMax = 1;
    window.restart();
    onFailure?.(failure);
    // Without a connection it is the uplink that waits, and says why.
    if (uplink.isConnected()) {
      emit({ event: 'warning', vehicle, ...codeAndMessage(failure) });
      await sleepUntilAborted(backoff.nextMs(), signal);
    }
    failure = undefined;
  };

  const isAborted = aborted(signal);
  signal.addEventListener('abort', bell.ring);
  while (!signal.aborted) {
    if (failure !== undefined && window.isEmpty()) await recover();
    if (!uplink.isConnected()) await Promise.race([uplink.ready(), isAborted]);
    await fill();
    if (failure === undefined || !window.isEmpty()) await bell.wait();
  }
  while (!window.isEmpty()) await bell.wait();
  signal.removeEventListener('abort', bell.ring);
}

function codeAndMessage(failure: unknown): { code: string; message: string } {
  const { code, message } = describeFailure(failure);
  return { code, message };
}

/**
 * A server that has a batch already answers that all its readings are known. When this car may have sent it before,
 * it was that sending which added them.
 */
function countOnce(acknowledged: AcknowledgedBatch, count: number): AcknowledgedBatch {
  const { added, duplicates, conflicts } = acknowledged;
  const isRepeated = added === 0 && conflicts === 0 && duplicates === count;
  return isRepeated ? { ...acknowledged, added: count, duplicates: 0 } : acknowledged;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

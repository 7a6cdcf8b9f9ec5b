// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import type { EmitEvent } from '../AgentEvent.ts';
import { describeFailure } from '../cli/describeFailure.ts';
import type { AcknowledgedBatch, QueueEntry, StreamQueue } from '../queue/StreamQueue.ts';
import { createBackoff } from './createBackoff.ts';
import type { SignalBell } from './createSignalBell.ts';
import type { Uplink } from './openUplink.ts';
import { sleepUntilAborted } from './sleepUntilAborted.ts';

/** Of batches on their way, for a stream with large ones. */
const WINDOW_BYTES = 4 * 1024 * 1024;

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
  let inFlight = 0;
  let bytesInFlight = 0;
  let window = 1;
  let failure: unknown;
  let cursor = queue.firstSequence();

  const deliver = async (entry: QueueEntry, wire: Uint8Array): Promise<void> => {
    const { mayBeKnown } = entry;
    entry.mayBeKnown = true;
    try {
      const answer = await uplink.send({ headerHash: entry.headerHash, wire });
      if (answer.error !== undefined && answer.acknowledgement === undefined) {
        const { code, message, final } = answer.error;
        if (!final) throw new DatacarError(code as ErrorCode, message);
        await queue.abandon(entry.sequence, { code, message });
        emit({ event: 'gap', vehicle, stream, sequence: entry.sequence, code, message });
      } else {
        const acknowledged = verifyAnswer(answer, entry);
        await queue.acknowledge(mayBeKnown ? countOnce(acknowledged, entry.count) : acknowledged);
        emit({ event: 'acknowledged', vehicle, stream, sequence: entry.sequence, readings: entry.count });
      }
      backoff.reset();
      window = uplink.windowBatches;
    } catch (error) {
      failure ??= error;
    }
    inFlight -= 1;
    bytesInFlight -= entry.wireBytes;
    bell.ring();
  };

  const readWire = async ({ sequence }: QueueEntry): Promise<Uint8Array | undefined> => {
    try {
      return await queue.readWire(sequence);
    } catch (error) {
      // A batch that had to make room meanwhile is a gap, and was reported as one.
      if (queue.get(sequence) !== undefined) failure ??= error;
      return undefined;
    }
  };

  const recover = async (): Promise<void> => {
    window = 1;
    cursor = queue.firstSequence();
    onFailure?.(failure);
    if (uplink.isConnected()) {
      const { code, message } = describeFailure(failure);
      emit({ event: 'warning', vehicle, code, message });
      await sleepUntilAborted(backoff.nextMs(), signal);
    }
    failure = undefined;
  };

  const isAborted = aborted(signal);
  signal.addEventListener('abort', bell.ring);
  while (!signal.aborted) {
    if (failure !== undefined && inFlight === 0) await recover();
    await Promise.race([uplink.ready(), isAborted]);
    while (!signal.aborted && failure === undefined && inFlight < window && bytesInFlight < WINDOW_BYTES) {
      const entry = queue.get(cursor);
      if (entry === undefined && cursor >= queue.head().sequence) break;
      cursor += 1;
      if (entry?.state !== 'waiting') continue;
      // Read one after the other, so that they leave in order.
      const wire = await readWire(entry);
      if (wire === undefined) continue;
      inFlight += 1;
      bytesInFlight += entry.wireBytes;
      void deliver(entry, wire);
    }
    if (failure === undefined || inFlight > 0) await bell.wait();
  }
  while (inFlight > 0) await bell.wait();
  signal.removeEventListener('abort', bell.ring);
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

// SPDX-License-Identifier: Apache-2.0
import type { EmitEvent } from '@datacar/core/vehicles/AgentEvent';
import { describeFailure } from '../cli/describeFailure.ts';
import { createBackoff } from '../sending/createBackoff.ts';
import { sleepUntilAborted } from '../sending/sleepUntilAborted.ts';
import type { Source, SourceChunk } from '../sources/Source.ts';
import type { Recorder, RecordFate } from './createRecorder.ts';

/** Why a reading was not taken; one event for each reason and signal, so that a source that repeats itself is heard once. */
const FATES: Record<Exclude<RecordFate, 'taken'>, { code: string; message: string }> = {
  late: { code: 'READING_LATE', message: 'A reading came after its minute was signed.' },
  future: { code: 'READING_IN_FUTURE', message: 'A reading is too far in the future.' },
  unknown: { code: 'SIGNAL_UNKNOWN', message: 'The catalogue has no such signal.' },
  full: { code: 'STORAGE_FULL', message: 'The disk takes no batches, so no more readings are kept.' },
};
/** The same refusal is said again after this long. */
const REPEAT_REFUSAL_MS = 60_000;
/** Different refusals that are remembered. */
const REFUSALS_REMEMBERED_MAX = 1_000;

export interface ReadSourcesParameters {
  vehicle: string;
  sources: readonly Source[];
  recorder: Recorder;
  signal: AbortSignal;
}

/** Reads every source into the recorder until the signal aborts; one that fails is opened again after a while. */
export async function readSources(
  { vehicle, sources, recorder, signal }: ReadSourcesParameters,
  { emit, random }: { emit: EmitEvent; random: () => number },
): Promise<void> {
  const refuse = createRefusals(vehicle, emit);

  const take = async (source: Source, chunk: SourceChunk): Promise<void> => {
    for (const { code, message } of chunk.refusedRows) refuse({ source: source.label, code, message });
    for (const { code, message, signal: path, topic } of chunk.refusedReadings)
      refuse({
        source: topic ?? source.label,
        code,
        message,
        ...(path === undefined ? {} : { signal: path }),
      });
    const fates = await recorder.record(chunk.readings);
    for (const [index, fate] of fates.entries()) {
      const reading = chunk.readings[index];
      if (fate !== 'taken' && reading !== undefined)
        refuse({ source: source.label, ...FATES[fate], signal: reading.path });
    }
  };

  const readOne = async (source: Source): Promise<void> => {
    const backoff = createBackoff({ random });
    while (!signal.aborted) {
      try {
        for await (const chunk of source.read({ signal })) {
          backoff.reset();
          await take(source, chunk);
        }
        return;
      } catch (error) {
        const { code, message } = describeFailure(error);
        emit({ event: 'warning', vehicle, code, message: `${source.label}: ${message}` });
        await sleepUntilAborted(backoff.nextMs(), signal);
      }
    }
  };

  await Promise.all(sources.map(readOne));
}

interface Refusal {
  source: string;
  code: string;
  message: string;
  signal?: string;
}

function createRefusals(vehicle: string, emit: EmitEvent): (refusal: Refusal) => void {
  const saidAtMs = new Map<string, number>();
  return (refusal) => {
    const key = `${refusal.source}\n${refusal.code}\n${refusal.signal ?? ''}`;
    const nowMs = performance.now();
    if (nowMs < (saidAtMs.get(key) ?? Number.NEGATIVE_INFINITY) + REPEAT_REFUSAL_MS) return;
    if (saidAtMs.size >= REFUSALS_REMEMBERED_MAX) saidAtMs.clear();
    saidAtMs.set(key, nowMs);
    emit({ event: 'refused', vehicle, ...refusal });
  };
}

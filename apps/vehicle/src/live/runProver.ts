// SPDX-License-Identifier: Apache-2.0
import type { EmitEvent } from '@datacar/core/vehicles/AgentEvent';
import type { Client } from '@datacar/sdk/client/Client';
import { describeFailure } from '../cli/describeFailure.ts';
import type { Device } from '../folder/Device.ts';
import { LIVE_STREAM } from '../folder/streamFolder.ts';
import type { StreamQueue } from '../queue/StreamQueue.ts';
import { createInclusionProver, type InclusionProver } from '../receipts/createInclusionProver.ts';
import { openLogMonitor } from '../receipts/openLogMonitor.ts';
import { createBackoff } from '../sending/createBackoff.ts';
import type { SignalBell } from '../sending/createSignalBell.ts';
import { sleepUntilAborted } from '../sending/sleepUntilAborted.ts';

/** A batch comes a minute; its proof need not be there at once. */
const ROUND_EVERY_MS = 5_000;

export interface RunProverParameters {
  device: Device;
  queue: StreamQueue;
  /** Rung when batches have to be sent again. */
  bell: SignalBell;
  signal: AbortSignal;
}

export interface RunProverDependencies {
  client: Client;
  clock(): number;
  emit: EmitEvent;
  random(): number;
}

/** Lets acknowledged batches go once their inclusion is proved, until the signal aborts. */
export async function runProver(
  { device, queue, bell, signal }: RunProverParameters,
  { client, clock, emit, random }: RunProverDependencies,
): Promise<void> {
  const vehicle = String(device.identity.vehicle);
  const backoff = createBackoff({ random });
  let prover: InclusionProver | undefined;

  while (!signal.aborted) {
    let pauseMs = ROUND_EVERY_MS;
    try {
      prover ??= createInclusionProver({ client, clock, monitor: await openLogMonitor(device, { client }) });
      if (queue.counts().acknowledged > 0) {
        const { included, overdue } = await prover.proveOldest(queue);
        for (const sequence of included) emit({ event: 'included', vehicle, stream: LIVE_STREAM, sequence });
        if (overdue.length > 0) {
          const message = `The server signed for ${overdue.length} batches that are not in its log; they are sent again.`;
          emit({ event: 'warning', vehicle, code: 'INCLUSION_OVERDUE', message });
          bell.ring();
        }
        backoff.reset();
      }
    } catch (error) {
      const { code, message } = describeFailure(error);
      // That the server is away is said by the uplink.
      if (code !== 'SERVER_UNREACHABLE') emit({ event: 'warning', vehicle, code, message });
      pauseMs = Math.max(pauseMs, backoff.nextMs());
    }
    await sleepUntilAborted(pauseMs, signal);
  }
}

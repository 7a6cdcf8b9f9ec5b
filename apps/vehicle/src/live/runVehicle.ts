// SPDX-License-Identifier: Apache-2.0
import type { EmitEvent } from '@datacar/core/vehicles/AgentEvent';
import type { Client } from '@datacar/sdk/client/Client';
import { createFlooredClock } from '../batching/createFlooredClock.ts';
import type { Device } from '../folder/Device.ts';
import { type ConnectionOptions, openConnections } from '../folder/openConnections.ts';
import { openStream } from '../folder/openStream.ts';
import { LIVE_STREAM } from '../folder/streamFolder.ts';
import { openReadingsJournal } from '../queue/openReadingsJournal.ts';
import type { StreamQueue } from '../queue/StreamQueue.ts';
import { createAnswerVerifier } from '../receipts/createAnswerVerifier.ts';
import { createSignalBell } from '../sending/createSignalBell.ts';
import type { Uplink } from '../sending/openUplink.ts';
import { runSender } from '../sending/runSender.ts';
import { sleepUntilAborted } from '../sending/sleepUntilAborted.ts';
import { createBatchSigner } from '../signing/createBatchSigner.ts';
import type { Source } from '../sources/Source.ts';
import { createRecorder } from './createRecorder.ts';
import { readSources } from './readSources.ts';
import { runProver } from './runProver.ts';

/** How long a stopping agent waits for the server to take its last batches; the rest is sent when it starts again. */
const STOP_PATIENCE_MS = 5_000;
const STATUS_EVERY_MS = 10_000;

export interface RunVehicleParameters {
  device: Device;
  sources: readonly Source[];
  connection: ConnectionOptions;
  queueBytesMax?: number | undefined;
  /** Length of a batch; a minute when absent. */
  spanMs?: number | undefined;
  /** Ends the run: the open minute is closed with a closing batch, and what can be sent is sent. */
  signal: AbortSignal;
}

export interface RunVehicleDependencies {
  emit: EmitEvent;
  systemMs(): number;
  monotonicMs(): number;
  random(): number;
}

/**
 * Runs the agent of one car until the signal aborts: reads its sources, signs a batch a minute, sends what is signed,
 * and lets go what is proved to be in the server's log.
 */
export async function runVehicle(
  parameters: RunVehicleParameters,
  dependencies: RunVehicleDependencies,
): Promise<void> {
  const { device, connection, queueBytesMax } = parameters;
  const { emit, systemMs, monotonicMs, random } = dependencies;
  let clock = systemMs;
  const { client, uplink } = openConnections(device, connection, { emit, clock: () => clock(), random });
  try {
    const opened = await openStream(
      { device, stream: LIVE_STREAM, ...(queueBytesMax === undefined ? {} : { queueBytesMax }) },
      { client, clock: systemMs },
    );
    clock = createFlooredClock({ floorMs: opened.queue.head().toMs }, { systemMs, monotonicMs });
    try {
      await runStream(parameters, { queue: opened.queue, client, uplink, clock, emit, random });
    } finally {
      await opened.close();
    }
  } finally {
    await uplink.close();
  }
}

interface RunStreamDependencies {
  queue: StreamQueue;
  client: Client;
  uplink: Uplink;
  clock(): number;
  emit: EmitEvent;
  random(): number;
}

async function runStream(
  { device, sources, spanMs, signal }: RunVehicleParameters,
  { queue, client, uplink, clock, emit, random }: RunStreamDependencies,
): Promise<void> {
  const vehicle = String(device.identity.vehicle);
  if (queue.bytesCut > 0) emitCut(queue, { vehicle, emit });
  const journal = await openReadingsJournal(queue.folder);
  const bell = createSignalBell();
  const isSimulated = sources.some(({ kind }) => kind === 'simulated');
  const source = isSimulated ? 'simulated' : device.identity.source;
  const recorder = createRecorder(
    { vehicle, queue, journal, sign: createBatchSigner({ device, stream: LIVE_STREAM, source }), spanMs },
    { clock, emit, onBatch: bell.ring },
  );

  const stopSending = new AbortController();
  const verifyAnswer = createAnswerVerifier(device.identity);
  const background = Promise.all([
    runSender(
      { vehicle, stream: LIVE_STREAM, queue, uplink, bell, signal: stopSending.signal },
      { emit, random, verifyAnswer },
    ),
    runProver({ device, queue, bell, signal: stopSending.signal }, { client, clock, emit, random }),
    reportStatus(
      { vehicle, queue, isConnected: uplink.isConnected, signal: stopSending.signal },
      { emit, clock },
    ),
  ]);
  try {
    await recorder.start();
    await Promise.all([
      readSources({ vehicle, sources, recorder, signal }, { emit, random }),
      recorder.run(signal),
    ]);
    await recorder.rest();
    if (uplink.isConnected()) await waitUntilSent(queue);
  } finally {
    stopSending.abort();
    await uplink.close();
    await background;
    await journal.close();
  }
}

function emitCut(queue: StreamQueue, { vehicle, emit }: { vehicle: string; emit: EmitEvent }): void {
  emit({
    event: 'warning',
    vehicle,
    code: 'QUEUE_TORN',
    message: `A write that was interrupted, ${queue.bytesCut} bytes, was cut off the queue; none of it had been sent.`,
  });
}

async function waitUntilSent(queue: StreamQueue): Promise<void> {
  const untilMs = performance.now() + STOP_PATIENCE_MS;
  while (queue.counts().waiting > 0 && performance.now() < untilMs)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

async function reportStatus(
  {
    vehicle,
    queue,
    isConnected,
    signal,
  }: { vehicle: string; queue: StreamQueue; isConnected: () => boolean; signal: AbortSignal },
  { emit, clock }: { emit: EmitEvent; clock: () => number },
): Promise<void> {
  while (!signal.aborted) {
    await sleepUntilAborted(STATUS_EVERY_MS, signal);
    const { waiting, acknowledged } = queue.counts();
    emit({
      event: 'status',
      vehicle,
      atMs: clock(),
      isConnected: isConnected(),
      sequence: queue.head().sequence,
      batchesWaiting: waiting,
      batchesUnproved: acknowledged,
      queueBytes: queue.bytesOnDisk(),
    });
  }
}

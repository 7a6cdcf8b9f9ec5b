// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { p256GenerateKey } from '@datacar/core/crypto/nodeCrypto';
import { encodeBase64Url } from '@datacar/core/encoding/encodeBase64Url';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import { signAcknowledgement } from '@datacar/core/records/signAcknowledgement';
import type { AgentEvent } from '@datacar/core/vehicles/AgentEvent';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Device } from '../folder/Device.ts';
import { makeTestDevice } from '../folder/makeTestDevice.ts';
import { EMPTY_HEAD, openStreamQueue } from '../queue/openStreamQueue.ts';
import type { StreamQueue } from '../queue/StreamQueue.ts';
import { createAnswerVerifier } from '../receipts/createAnswerVerifier.ts';
import { createSignalBell } from './createSignalBell.ts';
import type { Uplink } from './openUplink.ts';
import { runSender } from './runSender.ts';

const WINDOW = 4;
const ackPrivateKey = p256GenerateKey();

/** What happens to one batch on its way. */
type Fate = 'taken' | 'lost on the way' | 'answer lost' | 'disk full' | 'refused for good' | 'wrong key';

let folder: string;
let device: Device;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datacar-sender-'));
  device = await makeTestDevice(folder, { ackPrivateKey });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fill(queue: StreamQueue, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const { sequence, previousHash, toMs } = queue.head();
    const headerHash = createHash('sha256').update(String(sequence)).digest('hex');
    const header = Uint8Array.of(1);
    const wire = Uint8Array.of(sequence);
    await queue.append([
      {
        sequence,
        previousHash,
        headerHash,
        fromMs: toMs,
        toMs: toMs + 1,
        count: 1,
        nextByMs: 0,
        header,
        wire,
      },
    ]);
  }
}

/** A network that does to each sending what it is told, and then carries everything. */
function createNetwork(fates: Fate[], delayMs = 0) {
  const sent: number[] = [];
  const stored = new Set<number>();
  let inFlight = 0;
  let inFlightMax = 0;
  const acknowledge = (
    sequence: number,
    headerHash: string,
    { key = ackPrivateKey, isRepeated = false } = {},
  ): IngestAnswer => {
    const { chainId, genesisHash, log } = device.identity;
    const hash = Uint8Array.from(Buffer.from(headerHash, 'hex'));
    const facts = {
      version: 1 as const,
      chainId,
      genesisHash,
      headerHash: hash,
      log,
      receivedAtMs: 1,
      includeByMs: 2,
    };
    return {
      headerHash: `0x${headerHash}`,
      sequence,
      acknowledgement: encodeBase64Url(signAcknowledgement(facts, key)),
      readings: isRepeated
        ? { added: 0, duplicates: 1, conflicts: 0 }
        : { added: 1, duplicates: 0, conflicts: 0 },
    };
  };
  const refusal = (code: string, final: boolean): IngestAnswer => ({
    headerHash: null,
    sequence: null,
    readings: { added: 0, duplicates: 0, conflicts: 0 },
    error: { code, message: 'no', final },
  });
  const carry = async (sequence: number, headerHash: string): Promise<IngestAnswer> => {
    const fate = fates.shift() ?? 'taken';
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (fate === 'lost on the way') throw new DatacarError('BROKER_UNREACHABLE', 'gone');
    if (fate === 'disk full') return refusal('STORAGE_FULL', false);
    if (fate === 'refused for good') return refusal('ROOT_MISMATCH', true);
    const isRepeated = stored.has(sequence);
    stored.add(sequence);
    if (fate === 'answer lost') throw new DatacarError('SERVER_TIMEOUT', 'no answer');
    return acknowledge(sequence, headerHash, {
      key: fate === 'wrong key' ? p256GenerateKey() : ackPrivateKey,
      isRepeated,
    });
  };
  const uplink: Uplink = {
    windowBatches: WINDOW,
    isConnected: () => false,
    lastFailure: () => undefined,
    ready: async () => undefined,
    close: async () => undefined,
    send: async ({ headerHash, wire }) => {
      const sequence = wire[0] ?? 0;
      sent.push(sequence);
      inFlight += 1;
      inFlightMax = Math.max(inFlightMax, inFlight);
      try {
        return await carry(sequence, headerHash);
      } finally {
        inFlight -= 1;
      }
    },
  };
  return { uplink, sent, stored, inFlightMax: () => inFlightMax };
}

async function sendAll(queue: StreamQueue, uplink: Uplink): Promise<AgentEvent[]> {
  const events: AgentEvent[] = [];
  const stop = new AbortController();
  const bell = createSignalBell();
  const sending = runSender(
    { vehicle: '1', stream: '00', queue, uplink, bell, signal: stop.signal },
    {
      emit: (event) => events.push(event),
      random: () => 0,
      verifyAnswer: createAnswerVerifier(device.identity),
    },
  );
  while (queue.counts().waiting > 0) await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  await sending;
  return events;
}

test('property: whatever the network does, every batch is taken or a gap, in order, and none is sent once it is', async () => {
  const fate = fc.constantFrom<Fate>(
    'taken',
    'lost on the way',
    'answer lost',
    'disk full',
    'refused for good',
    'wrong key',
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fate, { maxLength: 40 }),
      async (count, fates) => {
        run += 1;
        const queue = await openStreamQueue(
          { folder: join(folder, `queue-${run}`), initialHead: EMPTY_HEAD },
          { clock: Date.now },
        );
        await fill(queue, count);
        const network = createNetwork([...fates]);
        const events = await sendAll(queue, network.uplink);

        const gaps = events.flatMap((event) => (event.event === 'gap' ? [event.sequence] : []));
        const acknowledged = events.flatMap((event) =>
          event.event === 'acknowledged' ? [event.sequence] : [],
        );
        expect([...gaps, ...acknowledged].sort((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, index) => index),
        );
        expect(acknowledged.every((sequence) => network.stored.has(sequence))).toBe(true);
        expect(queue.totals()).toMatchObject({
          batches: acknowledged.length,
          added: acknowledged.length,
          gaps: gaps.length,
        });
        expect(network.inFlightMax()).toBeLessThanOrEqual(WINDOW);
        // Each batch leaves for the first time only after the one before it has.
        const firsts = [...new Set(network.sent)];
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
        await queue.close();
      },
    ),
    { numRuns: 15 },
  );
});

test('without trouble every batch is sent once, several at a time', async () => {
  const queue = await openStreamQueue(
    { folder: join(folder, 'queue'), initialHead: EMPTY_HEAD },
    { clock: Date.now },
  );
  await fill(queue, 30);
  const network = createNetwork([], 20);
  await sendAll(queue, network.uplink);
  expect(network.sent).toEqual(Array.from({ length: 30 }, (_, index) => index));
  expect(network.inFlightMax()).toBe(WINDOW);
  await queue.close();
});

test('a batch that the server lost after all is sent again', async () => {
  const queue = await openStreamQueue(
    { folder: join(folder, 'queue'), initialHead: EMPTY_HEAD },
    { clock: Date.now },
  );
  await fill(queue, 3);
  const network = createNetwork([]);
  const stop = new AbortController();
  const bell = createSignalBell();
  const sending = runSender(
    { vehicle: '1', stream: '00', queue, uplink: network.uplink, bell, signal: stop.signal },
    { emit: () => undefined, random: () => 0, verifyAnswer: createAnswerVerifier(device.identity) },
  );
  const allTaken = async () => {
    while (queue.counts().waiting > 0) await new Promise((resolve) => setImmediate(resolve));
  };
  await allTaken();
  queue.requeue(1);
  bell.ring();
  await allTaken();
  stop.abort();
  await sending;
  expect(network.sent).toEqual([0, 1, 2, 1]);
  expect(queue.totals().batches).toBe(3);
  await queue.close();
});

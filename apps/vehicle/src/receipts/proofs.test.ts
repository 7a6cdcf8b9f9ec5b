// SPDX-License-Identifier: Apache-2.0
// What a car lets go, and what it does when the log lies. The log is real; the way to it is the test's.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519PublicKey, randomBytes } from '@datacar/core/crypto/nodeCrypto';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { createMerkleLog, type MerkleLog } from '@datacar/core/records/createMerkleLog';
import { hashLeaf } from '@datacar/core/records/merkleHashes';
import { signCheckpoint } from '@datacar/core/records/signCheckpoint';
import { createClient } from '@datacar/sdk/client/createClient';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Device } from '../folder/Device.ts';
import { makeTestDevice } from '../folder/makeTestDevice.ts';
import { EMPTY_HEAD, openStreamQueue } from '../queue/openStreamQueue.ts';
import type { StreamQueue } from '../queue/StreamQueue.ts';
import { createInclusionProver } from './createInclusionProver.ts';
import { openLogMonitor } from './openLogMonitor.ts';

const noteKey = randomBytes(32);
const INCLUDE_BY_MS = 1_000;

let folder: string;
let device: Device;
let queue: StreamQueue;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datacar-proofs-'));
  const made = await makeTestDevice(folder);
  device = { ...made, identity: { ...made.identity, noteKey: ed25519PublicKey(noteKey) } };
  queue = await openStreamQueue(
    { folder: join(folder, 'queue'), initialHead: EMPTY_HEAD },
    { clock: Date.now },
  );
});
afterEach(async () => {
  await queue.close();
  await rm(folder, { recursive: true, force: true });
});

const hashOf = (sequence: number) => createHash('sha256').update(`batch ${sequence}`).digest();

/** Batches that the server has signed for. */
async function acknowledgeBatches(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const { sequence, previousHash, toMs } = queue.head();
    const headerHash = hashOf(sequence).toString('hex');
    const bytes = Uint8Array.of(1);
    await queue.append([
      {
        sequence,
        previousHash,
        headerHash,
        fromMs: toMs,
        toMs: toMs + 1,
        count: 1,
        nextByMs: 0,
        header: bytes,
        wire: bytes,
      },
    ]);
    const counts = { added: 1, duplicates: 0, conflicts: 0 };
    await queue.acknowledge({
      sequence,
      ...counts,
      receivedAtMs: 1,
      includeByMs: INCLUDE_BY_MS,
      acknowledgement: bytes,
    });
  }
}

/** A log with these leaves, some of which are the car's batches. */
function logOf(leaves: readonly Uint8Array[]): { log: MerkleLog; indexOf: Map<string, number> } {
  const log = createMerkleLog();
  const indexOf = new Map(
    leaves.map((leaf) => [Buffer.from(leaf).toString('hex'), log.append(hashLeaf(leaf))]),
  );
  return { log, indexOf };
}

interface ServerOptions {
  key?: Uint8Array;
  spoil?: (body: Record<string, unknown>) => void;
}

/** Answers as a server with this log does, over no network. */
function serve(
  { log, indexOf }: ReturnType<typeof logOf>,
  { key = noteKey, spoil = () => undefined }: ServerOptions = {},
) {
  const requests: string[] = [];
  const size = log.size;
  const facts = {
    origin: device.identity.log,
    size,
    root: log.root(),
    mapRoot: new Uint8Array(32),
    mapSize: 0,
  };
  const checkpoint = signCheckpoint(facts, key);
  const json = (body: Record<string, unknown>, status = 200) => {
    spoil(body);
    return new Response(JSON.stringify(body), { status });
  };
  const hexes = (hashes: Uint8Array[]) => hashes.map((hash) => encodeHex(hash));
  const answer = (url: URL): Response => {
    requests.push(url.pathname);
    const [, hash] = /^\/v1\/batches\/0x([0-9a-f]{64})\/inclusion$/.exec(url.pathname) ?? [];
    if (hash !== undefined) {
      const logIndex = indexOf.get(hash);
      if (logIndex === undefined) return json({ error: { code: 'NOT_FOUND', message: 'no', docs: '' } }, 404);
      return json({ logIndex, checkpoint, logPath: hexes(log.inclusionPath(logIndex)), anchor: null });
    }
    const [, group] = /^\/v1\/log\/tile\/0\/(\d{3})/.exec(url.pathname) ?? [];
    if (group !== undefined) {
      const first = Number(group) * 256;
      const width = Math.min(256, size - first);
      return new Response(
        Buffer.concat(Array.from({ length: width }, (_, leaf) => log.nodeHash(0, first + leaf))),
      );
    }
    const [from, to] = [Number(url.searchParams.get('from')), Number(url.searchParams.get('to'))];
    const roots = { fromRoot: encodeHex(log.root(from)), toRoot: encodeHex(log.root(Math.min(to, size))) };
    return json({ from, to, ...roots, proof: to > size ? [] : hexes(log.consistencyPath(from, to)) });
  };
  const client = createClient({
    url: 'http://server.example',
    fetch: async (url) => answer(new URL(String(url))),
  });
  return { client, requests };
}

async function prove(server: ReturnType<typeof serve>, clock = () => 0) {
  const monitor = await openLogMonitor(device, { client: server.client });
  return createInclusionProver({ client: server.client, monitor, clock }).proveOldest(queue);
}

const others = (count: number) =>
  Array.from({ length: count }, (_, index) => Uint8Array.of(index % 256, index >> 8));
const batches = (count: number) =>
  Array.from({ length: count }, (_, sequence) => Uint8Array.from(hashOf(sequence)));

describe('a batch is let go', () => {
  test.each([
    ['in a log of its own', 0, 1, 0],
    ['in a partial tile', 3, 10, 4],
    ['across full and partial tiles', 250, 300, 77],
    ['that ends with a full tile', 156, 100, 0],
  ])('when its inclusion is proved, %s', async (_where, before, count, after) => {
    await acknowledgeBatches(count);
    const server = serve(logOf([...others(before), ...batches(count), ...others(after).reverse()]));
    const { included } = await prove(server);
    expect(included.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, sequence) => sequence));
    expect(queue.counts()).toEqual({ waiting: 0, acknowledged: 0 });
    // A tile proves up to 256 batches at once.
    expect(server.requests.length).toBeLessThanOrEqual(8);
  });

  test('and not before', async () => {
    await acknowledgeBatches(2);
    expect(await prove(serve(logOf(batches(1))))).toMatchObject({ included: [0], missing: 1, overdue: [] });
    expect(queue.counts()).toEqual({ waiting: 0, acknowledged: 1 });
  });

  test('or sent again, when the server does not keep its promise', async () => {
    await acknowledgeBatches(2);
    const round = await prove(serve(logOf(batches(1))), () => INCLUDE_BY_MS + 3_600_000);
    expect(round).toMatchObject({ included: [0], overdue: [1] });
    expect(queue.counts()).toEqual({ waiting: 1, acknowledged: 0 });
  });
});

describe('a batch is kept', () => {
  test.each<[string, ServerOptions, string]>([
    ['the checkpoint is signed by another key', { key: randomBytes(32) }, 'INCLUSION_INVALID'],
    [
      'the path is wrong',
      { spoil: (body) => Object.assign(body, { logPath: [encodeHex(new Uint8Array(32))] }) },
      'INCLUSION_INVALID',
    ],
    ['the index is wrong', { spoil: (body) => Object.assign(body, { logIndex: 1 }) }, 'INCLUSION_INVALID'],
  ])('when %s', async (_why, options, code) => {
    await acknowledgeBatches(1);
    await expect(prove(serve(logOf([...batches(1), ...others(1)]), options))).rejects.toMatchObject({ code });
    expect(queue.counts().acknowledged).toBe(1);
  });

  test.each([
    ['another history', [...others(6)].reverse()],
    ['a shorter log with another history', [...others(2)].reverse()],
    ['the same size with another root', [...others(4)].reverse()],
  ])('when the server shows %s', async (_what, leaves) => {
    await acknowledgeBatches(2);
    await prove(serve(logOf([...batches(1), ...others(4)])));
    const [, second = new Uint8Array()] = batches(2);
    await expect(prove(serve(logOf([second, ...leaves])))).rejects.toMatchObject({ code: 'LOG_FORKED' });
    expect(queue.counts().acknowledged).toBe(1);
  });

  test('no longer when the log has only grown', async () => {
    await acknowledgeBatches(2);
    const leaves = [...batches(1), ...others(4)];
    await prove(serve(logOf(leaves)));
    expect(await prove(serve(logOf([...leaves, ...batches(2).slice(1)])))).toMatchObject({ included: [1] });
  });
});

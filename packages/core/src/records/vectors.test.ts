// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { makeVectors, type VectorFile } from '@datacar/testing/records/makeVectors';
import { describe, expect, test } from 'vitest';
import { decodeHex } from '../encoding/decodeHex.ts';
import { encodeHex } from '../encoding/encodeHex.ts';
import { batchSalt } from './batchSalt.ts';
import { buildStreamMap } from './buildStreamMap.ts';
import { checkBatchRoot } from './checkBatchRoot.ts';
import { decodeBatch } from './decodeBatch.ts';
import { encodeReading, hashReading } from './hashReading.ts';
import { hashStreamMapEntry } from './hashStreamMapEntry.ts';
import { hashLeaf } from './merkleHashes.ts';
import { merkleRoot } from './merkleRoot.ts';
import { parseAnchorTransaction } from './parseAnchorTransaction.ts';
import type { TypedReading } from './Reading.ts';
import { trustAnchorsCodec } from './trustAnchorsCodec.ts';
import { verifyBatchHeader } from './verifyBatchHeader.ts';
import { verifyCheckpoint } from './verifyCheckpoint.ts';
import { verifyConsistency } from './verifyConsistency.ts';
import { verifyInclusion } from './verifyInclusion.ts';
import { verifyProof } from './verifyProof.ts';

const folder = new URL('../../vectors/', import.meta.url);
const read = (name: string): VectorFile => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

test('the published vectors are those that the code makes', () => {
  const made = makeVectors();
  expect(readdirSync(folder).sort()).toEqual(Object.keys(made).sort());
  for (const [name, file] of Object.entries(made)) {
    // Through JSON, since a published file has no Uint8Array and no undefined.
    expect(read(name), name).toEqual(JSON.parse(JSON.stringify(file)));
  }
});

type Fields = Record<string, unknown>;
const hex = (value: unknown) => decodeHex(String(value));
const hexes = (value: unknown) => (value as string[]).map((text) => decodeHex(text));
const toEntry = (entry: Fields) => ({
  vehicle: Number(entry.vehicle),
  lastSequence: Number(entry.lastSequence),
  stream: hex(entry.stream),
  headerHash: hex(entry.headerHash),
});

/** What each file's vectors say, checked by the functions that read them; throws or fails when it does not hold. */
const checks: Record<string, (vector: Fields) => void> = {
  'leaf.json'(vector) {
    const salt = batchSalt(hex(vector.secret), Number(vector.index));
    const reading = vector as unknown as TypedReading;
    expect(encodeHex(salt)).toBe(vector.salt);
    expect(encodeHex(encodeReading(reading))).toBe(vector.cbor);
    expect(encodeHex(hashReading(reading, salt))).toBe(vector.leafHash);
  },
  'header.json'(vector) {
    const { headerHash } = verifyBatchHeader(hex(vector.cose), hex(vector.publicKey));
    expect(encodeHex(headerHash)).toBe(vector.headerHash);
  },
  'batch.json'(vector) {
    const batch = decodeBatch(hex(vector.wire));
    checkBatchRoot(batch);
    expect(encodeHex(batch.headerHash)).toBe(vector.headerHash);
    expect(encodeHex(batch.header.root)).toBe(vector.root);
  },
  'tree.json'(vector) {
    const [index, size] = [Number(vector.index), Number(vector.size)];
    const [fromSize, toSize] = [Number(vector.fromSize), Number(vector.toSize)];
    if (vector.kind === 'root') {
      const hashes = hexes(vector.leaves).map(hashLeaf);
      expect(encodeHex(merkleRoot(new Uint8Array(Buffer.concat(hashes))))).toBe(vector.root);
      return;
    }
    const path = hexes(vector.path);
    const holds =
      vector.kind === 'inclusion'
        ? verifyInclusion({ leafHash: hex(vector.leafHash), index, size, path, root: hex(vector.root) })
        : verifyConsistency({
            fromSize,
            toSize,
            path,
            fromRoot: hex(vector.fromRoot),
            toRoot: hex(vector.toRoot),
          });
    expect(holds).toBe(true);
  },
  'map.json'(vector) {
    if (vector.entries !== undefined) {
      const entries = (vector.entries as Fields[]).map(toEntry);
      expect(encodeHex(buildStreamMap(entries).root)).toBe(vector.root);
      return;
    }
    const [index, size] = [Number(vector.index), Number(vector.size)];
    const leafHash = hashStreamMapEntry(toEntry(vector.entry as Fields));
    const root = hex(vector.root);
    expect(verifyInclusion({ leafHash, index, size, path: hexes(vector.path), root })).toBe(true);
  },
  'checkpoint.json'({ note, origin, noteKey, size, root }) {
    const checkpoint = verifyCheckpoint({
      note: String(note),
      origin: String(origin),
      noteKey: hex(noteKey),
    });
    expect([checkpoint.size, encodeHex(checkpoint.root)]).toEqual([size, root]);
  },
  'anchor.json'(vector) {
    const anchor = parseAnchorTransaction(hex(vector.raw));
    expect(encodeHex(anchor.sender)).toBe(vector.sender);
    expect([encodeHex(anchor.hash), anchor.size]).toEqual([vector.hash, vector.size]);
  },
  'trust.json'({ trust }) {
    trustAnchorsCodec.decode(hex(trust));
  },
  'proof.json'(vector) {
    const verdict = verifyProof(hex(vector.file), { trust: trustAnchorsCodec.decode(hex(vector.trust)) });
    expect(verdict.verdict).toBe('PROVED');
    if (verdict.kind === 'reading') {
      expect(verdict.reading).toMatchObject({
        path: vector.path,
        timeMs: vector.timeMs,
        value: vector.value,
      });
    } else if (verdict.kind === 'period') {
      expect(verdict.coverage?.recordedPpm).toBe(vector.recordedPpm);
      expect(verdict.gaps).toMatchObject(vector.gaps as object[]);
    }
  },
};

describe.each(Object.keys(checks))('%s', (name) => {
  test.each(read(name).vectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    const check = () => checks[name]?.(vector as unknown as Fields);
    if (vector.valid) check();
    else if (vector.code === undefined) expect(check).toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: vector.code }));
  });
});

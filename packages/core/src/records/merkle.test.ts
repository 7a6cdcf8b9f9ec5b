// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64 } from '../encoding/decodeBase64.ts';
import { encodeHex } from '../encoding/encodeHex.ts';
import { createMerkleLog } from './createMerkleLog.ts';
import { hashLeaf, hashNode } from './merkleHashes.ts';
import { merkleInclusionPath } from './merkleInclusionPath.ts';
import { merkleRoot } from './merkleRoot.ts';
import { verifyConsistency } from './verifyConsistency.ts';
import { verifyInclusion } from './verifyInclusion.ts';

const leafHashesOf = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => hashLeaf(Uint8Array.of(index & 255, index >> 8)));
const row = (hashes: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(hashes));

describe('the tree of RFC 6962', () => {
  // The leaves and roots that the Certificate Transparency reference implementations share.
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const roots = [
    '0x6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    '0xfac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    '0xaeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    '0xd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '0x4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '0x76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    '0xddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '0x5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const hashes = leaves.map((leaf) => hashLeaf(new Uint8Array(Buffer.from(leaf, 'hex'))));

  test('has the published roots, built at once and leaf by leaf', () => {
    expect(encodeHex(merkleRoot(new Uint8Array()))).toBe(
      '0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    const log = createMerkleLog();
    for (const [index, hash] of hashes.entries()) {
      expect(log.append(hash)).toBe(index);
      expect(encodeHex(log.root())).toBe(roots[index]);
      expect(encodeHex(merkleRoot(row(hashes.slice(0, index + 1))))).toBe(roots[index]);
    }
    for (const [index, root] of roots.entries()) expect(encodeHex(log.root(index + 1))).toBe(root);
  });
});

describe('inclusion', () => {
  test('is shown for every leaf of every size up to 40, at no other place and of no other leaf', () => {
    const hashes = leafHashesOf(40);
    const log = createMerkleLog();
    for (const hash of hashes) log.append(hash);
    for (let size = 1; size <= 40; size++) {
      const root = merkleRoot(row(hashes.slice(0, size)));
      expect(log.root(size)).toEqual(root);
      for (let index = 0; index < size; index++) {
        const path = log.inclusionPath(index, size);
        expect(merkleInclusionPath(row(hashes.slice(0, size)), index)).toEqual(path);
        const leafHash = hashes[index] as Uint8Array;
        expect(verifyInclusion({ leafHash, index, size, path, root })).toBe(true);
        for (let other = 0; other < size; other++) {
          if (other === index) continue;
          expect(verifyInclusion({ leafHash, index: other, size, path, root })).toBe(false);
        }
        expect(verifyInclusion({ leafHash: hashNode(leafHash, leafHash), index, size, path, root })).toBe(
          false,
        );
        expect(verifyInclusion({ leafHash, index, size, path: [...path, root], root })).toBe(false);
        if (path.length > 0) {
          expect(verifyInclusion({ leafHash, index, size, path: path.slice(1), root })).toBe(false);
          expect(verifyInclusion({ leafHash, index, size, path: path.slice(0, -1), root })).toBe(false);
        }
      }
    }
  });

  test('is refused for places that no tree has', () => {
    const leafHash = hashLeaf(new Uint8Array());
    for (const index of [-1, 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(verifyInclusion({ leafHash, index, size: 1, path: [], root: leafHash })).toBe(false);
    }
    expect(verifyInclusion({ leafHash, index: 0, size: 0, path: [], root: leafHash })).toBe(false);
    const short = leafHash.subarray(1);
    expect(verifyInclusion({ leafHash: short, index: 0, size: 1, path: [], root: short })).toBe(false);
  });
});

describe('consistency', () => {
  test('is shown between all sizes up to 40 and for no other roots', () => {
    const log = createMerkleLog();
    for (const hash of leafHashesOf(40)) log.append(hash);
    for (let toSize = 1; toSize <= 40; toSize++) {
      for (let fromSize = 1; fromSize <= toSize; fromSize++) {
        const path = log.consistencyPath(fromSize, toSize);
        const proof = { fromSize, toSize, fromRoot: log.root(fromSize), toRoot: log.root(toSize), path };
        expect(verifyConsistency(proof)).toBe(true);
        expect(verifyConsistency({ ...proof, fromRoot: log.root(0) })).toBe(false);
        expect(verifyConsistency({ ...proof, toRoot: log.root(0) })).toBe(false);
        expect(verifyConsistency({ ...proof, path: [...path, log.root(1)] })).toBe(false);
        if (path.length > 0) expect(verifyConsistency({ ...proof, path: path.slice(1) })).toBe(false);
        if (fromSize > 1) expect(verifyConsistency({ ...proof, fromSize: fromSize - 1 })).toBe(false);
      }
    }
  });

  test('fails for a log that was rewritten', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        fc.nat(),
        (size, more, at) => {
          const hashes = leafHashesOf(size + more);
          const honest = createMerkleLog();
          for (const hash of hashes.slice(0, size)) honest.append(hash);
          const forked = createMerkleLog();
          for (const [index, hash] of hashes.entries()) {
            forked.append(index === at % size ? hashNode(hash, hash) : hash);
          }
          const path = forked.consistencyPath(size);
          const roots = { fromRoot: honest.root(), toRoot: forked.root() };
          expect(verifyConsistency({ fromSize: size, toSize: size + more, ...roots, path })).toBe(false);
        },
      ),
    );
  });
});

describe('the log', () => {
  test('holds the complete subtrees that tiles serve', () => {
    const hashes = leafHashesOf(300);
    const log = createMerkleLog();
    for (const hash of hashes) log.append(hash);
    expect(log.nodeHash(0, 299)).toEqual(hashes[299]);
    expect(log.nodeHash(8, 0)).toEqual(merkleRoot(row(hashes.slice(0, 256))));
    expect(() => log.nodeHash(8, 1)).toThrow(RangeError);
  });

  test('refuses sizes and leaves that it does not have', () => {
    const log = createMerkleLog();
    log.append(hashLeaf(new Uint8Array()));
    expect(() => log.append(new Uint8Array(31))).toThrow(RangeError);
    expect(() => log.root(2)).toThrow(RangeError);
    expect(() => log.inclusionPath(1)).toThrow(RangeError);
    expect(() => log.inclusionPath(0, 2)).toThrow(RangeError);
    expect(() => log.consistencyPath(0)).toThrow(RangeError);
    expect(() => log.consistencyPath(2)).toThrow(RangeError);
  });
});

interface PublishedCase {
  leafIdx: number;
  treeSize: number;
  size1: number;
  size2: number;
  root: string;
  root1: string;
  root2: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
}

const published = new URL('../../../../../shared/data/merkle/', import.meta.url);
const hasPublished = existsSync(published);
if (!hasPublished) console.warn('Skipped: ../shared/data/merkle is not here');

function readCases(kind: 'inclusion' | 'consistency'): [string, PublishedCase][] {
  if (!hasPublished) return [];
  const folder = new URL(`${kind}/`, published);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as PublishedCase]);
}

/** Some of the published cases hold hashes that are no base64, which must fail too. */
function verdictOf(verify: () => boolean): boolean {
  try {
    return verify();
  } catch {
    return false;
  }
}

describe.skipIf(!hasPublished)('the published cases of transparency-dev/merkle', () => {
  test('are all here', () => {
    expect(readCases('inclusion')).toHaveLength(47);
    expect(readCases('consistency')).toHaveLength(36);
  });

  test.each(readCases('inclusion'))(
    'inclusion %s',
    (_name, { leafIdx, treeSize, root, leafHash, proof, wantErr }) => {
      const verdict = verdictOf(() =>
        verifyInclusion({
          leafHash: decodeBase64(leafHash),
          index: leafIdx,
          size: treeSize,
          path: (proof ?? []).map(decodeBase64),
          root: decodeBase64(root),
        }),
      );
      expect(verdict).toBe(!wantErr);
    },
  );

  test.each(readCases('consistency'))(
    'consistency %s',
    (_name, { size1, size2, root1, root2, proof, wantErr }) => {
      const verdict = verdictOf(() =>
        verifyConsistency({
          fromSize: size1,
          toSize: size2,
          fromRoot: decodeBase64(root1),
          toRoot: decodeBase64(root2),
          path: (proof ?? []).map(decodeBase64),
        }),
      );
      expect(verdict).toBe(!wantErr);
    },
  );
});

// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { VectorFile } from '@datacar/testing/records/makeVectors';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import type { ProofVerdict } from './ProofVerdict.ts';

/** What a page has to load to verify proofs, before compression. */
const BUNDLE_BYTES_MAX = 300_000;

const entry = `
  import { decodeHex } from '../encoding/decodeHex.ts';
  import { trustAnchorsCodec } from './trustAnchorsCodec.ts';
  import { verifyProof } from './verifyProof.ts';
  export const verify = (file, trust) =>
    verifyProof(decodeHex(file), { trust: trustAnchorsCodec.decode(decodeHex(trust)) });
`;

/** Bundles as for a page and runs it without the globals that only Node has. */
async function loadAsPage(): Promise<{
  code: string;
  verify: (file: string, trust: string) => ProofVerdict;
}> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'bundle',
  });
  const code = outputFiles[0]?.text ?? '';
  const run = new Function('process', 'Buffer', 'require', 'module', 'global', `${code}; return bundle;`);
  return { code, verify: run().verify };
}

describe('verifyProof in a page', async () => {
  const { code, verify } = await loadAsPage();
  const file = new URL('../../vectors/proof.json', import.meta.url);
  const { vectors }: VectorFile = JSON.parse(readFileSync(file, 'utf8'));

  test('needs nothing of Node and is small', () => {
    expect(code).not.toContain('node:');
    expect(code.length).toBeLessThan(BUNDLE_BYTES_MAX);
  });

  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    const { verdict } = verify(String(vector.file), String(vector.trust));
    expect(verdict).toBe(vector.valid ? 'PROVED' : 'FAILED');
  });
});

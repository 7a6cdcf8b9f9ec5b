// SPDX-License-Identifier: Apache-2.0
// The published proofs are verified in a real browser that has no network.
import { readFileSync } from 'node:fs';
import { findChromium, openBrowser } from '@datacar/testing/browser/openBrowser';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const chromium = findChromium();
if (chromium === undefined) {
  console.warn('No Chromium was found (set CHROMIUM to its path): verification in a browser is not tested.');
}
const isRequired = process.env.DATACAR_REQUIRE_ALL === '1';

interface ProofVector {
  name: string;
  valid: boolean;
  file: string;
  trust: string;
}

const VERIFIER = `
  import { decodeHex } from '@datacar/core/encoding/decodeHex';
  import { trustAnchorsCodec } from '@datacar/core/records/trustAnchorsCodec';
  import { verifyProof } from '@datacar/core/records/verifyProof';
  globalThis.verify = (file, trust) =>
    verifyProof(decodeHex(file), { trust: trustAnchorsCodec.decode(decodeHex(trust)) }).verdict;
`;

describe.skipIf(chromium === undefined && !isRequired)('a browser', () => {
  test('verifies every published proof as it should, with no network', async () => {
    const { outputFiles } = await build({
      stdin: { contents: VERIFIER, resolveDir: 'packages/core', loader: 'ts' },
      bundle: true,
      platform: 'browser',
      format: 'iife',
      write: false,
    });
    const { vectors } = JSON.parse(readFileSync('packages/core/vectors/proof.json', 'utf8')) as {
      vectors: ProofVector[];
    };
    const browser = await openBrowser(chromium ?? 'chromium');
    try {
      const context = await browser.newContext({ offline: true });
      const page = await context.newPage();
      await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
      const verdicts = await page.evaluate((proofs) => {
        const { verify } = globalThis as unknown as { verify(file: string, trust: string): string };
        return proofs.map(({ name, file, trust }) => [name, verify(file, trust)]);
      }, vectors);
      expect(verdicts).toEqual(vectors.map(({ name, valid }) => [name, valid ? 'PROVED' : 'FAILED']));
    } finally {
      await browser.close();
    }
  });
});

// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const source = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What only programs use, because it signs, and what a page loads when somebody asks the chain. */
const withChainLibrary = [
  'accountOfPrivateKey.ts',
  'buildAllowList.ts',
  'checkCall.ts',
  'checksumAddress.ts',
  'createClient.ts',
  'decodeChainData.ts',
  'listLogs.ts',
  'listRegisteredVehicles.ts',
  'permitTypedData.ts',
  'readDeployment.ts',
  'readKnownTokens.ts',
  'readTokenUnit.ts',
  'sendCall.ts',
  'signInWithAccount.ts',
  'signPermit.ts',
  'signTypedData.ts',
  'verifyProofOnChain.ts',
];
const pageBytesMax = 8_000;

const pageModules = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^(internal|generated|reference)\//.test(file))
  // What builds a call for a wallet or an account.
  .filter((file) => !file.includes('/calls/'))
  .filter((file) => !withChainLibrary.includes(basename(file)));

test('a page can import every other action without a schema library, a chain library or Node', async () => {
  const { metafile, outputFiles } = await build({
    stdin: {
      contents: pageModules.map((file) => `export * from './${file}';`).join('\n'),
      resolveDir: source,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    metafile: true,
    write: false,
  });
  const foreign = Object.keys(metafile.inputs).filter((input) => /node_modules\/(?!@datacar)/.test(input));
  expect(foreign).toEqual([]);
  const gzipped = gzipSync(outputFiles[0]?.contents ?? new Uint8Array()).length;
  console.log(`the whole SDK for a page: ${gzipped} bytes gzipped, ${pageModules.length} modules`);
  expect(gzipped).toBeLessThan(pageBytesMax);
});

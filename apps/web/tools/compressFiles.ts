// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Below it the answer fits into one packet anyway. */
const bytesMin = 1_400;
/** Higher ones take many times as long for a twentieth less, and the first start waits for it. */
const brotliQuality = 5;
const gzipLevel = 6;

/** Writes `FILE.br` and `FILE.gz` beside every text, so that the server need not compress. */
export async function compressFiles(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.(js|mjs|css|html|svg|json|webmanifest)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(
    files.map(async (file) => {
      const content = await readFile(file);
      if (content.length < bytesMin) return;
      const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality };
      await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }));
      await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: gzipLevel }));
    }),
  );
}

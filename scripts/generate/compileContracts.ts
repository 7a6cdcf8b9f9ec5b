// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Apart from what forge's tests use, so that neither is in the other's way. */
const FOLDER = 'contracts/cache/generate';

/** Where `readContractArtifact` finds what the compiler wrote. */
export const ARTIFACTS_FOLDER = `${FOLDER}/out`;

/**
 * Compiles `contracts/src`, all of it in one run, because only then the compiler's numbers of declarations fit
 * together; nothing when nothing has changed since. Throws with the compiler's words.
 */
export function compileContracts(): void {
  const keyFile = `${FOLDER}/key`;
  const key = hashSources();
  if (readIfPresent(keyFile) === key) return;
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['contracts/tools/forge.js', 'build', 'contracts/src'],
    {
      encoding: 'utf8',
      env: { ...process.env, FOUNDRY_OUT: ARTIFACTS_FOLDER, FOUNDRY_CACHE_PATH: `${FOLDER}/cache` },
    },
  );
  if (status !== 0) throw new Error(`The contracts do not compile.\n${stdout}${stderr}`);
  writeFileSync(keyFile, key);
}

function hashSources(): string {
  const hash = createHash('sha256');
  const files = [
    ...readdirSync('contracts/src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.sol'))
      .sort()
      .map((name) => `contracts/src/${name}`),
    'contracts/foundry.toml',
    'contracts/package.json',
  ];
  for (const file of files) hash.update(`${file}\n${readFileSync(file, 'utf8')}\n`);
  return hash.digest('hex');
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

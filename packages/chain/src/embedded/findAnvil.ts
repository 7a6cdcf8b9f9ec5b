// SPDX-License-Identifier: Apache-2.0
import { accessSync, chmodSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * The platform's own anvil program. The npm wrapper in front of it is not used: it would be the process that
 * gets the signals, and needs its install script to have run.
 *
 * @throws DatacarError CHAIN_ENGINE_MISSING.
 */
export function findAnvil(): string {
  const name = `@foundry-rs/anvil-${process.platform}-${architectures[process.arch] ?? process.arch}`;
  // The platform's package is a dependency of the wrapper, so it is looked up from there.
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json'));
  try {
    const folder = dirname(fromWrapper.resolve(`${name}/package.json`));
    const program = join(folder, 'bin', process.platform === 'win32' ? 'anvil.exe' : 'anvil');
    makeExecutable(program);
    return program;
  } catch (cause) {
    throw new DatacarError(
      'CHAIN_ENGINE_MISSING',
      `The chain's engine (${name}) is not installed. Run \`npm ci\` without --omit=optional, or use another ` +
        'chain with --rpc URL.',
      { details: { platform: process.platform, architecture: process.arch }, cause },
    );
  }
}

/** Some unpackers drop the executable bit. */
function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, 0o755);
  }
}

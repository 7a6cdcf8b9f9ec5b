#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

// Runs the platform's forge binary directly: it works when npm ran no install scripts, and signals reach it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const architectures = { x64: 'amd64', arm64: 'arm64' };
const name = `@foundry-rs/forge-${process.platform}-${architectures[process.arch]}`;
const contractsFolder = dirname(dirname(fileURLToPath(import.meta.url)));

let packageFile;
try {
  packageFile = createRequire(import.meta.url).resolve(`${name}/package.json`);
} catch {
  console.error(
    `${name} is not installed. Run npm ci on this machine; forge has no build for some platforms.`,
  );
  process.exit(1);
}

const binary = join(dirname(packageFile), 'bin', process.platform === 'win32' ? 'forge.exe' : 'forge');
const child = spawn(binary, process.argv.slice(2), {
  cwd: dirname(contractsFolder),
  stdio: 'inherit',
  env: { ...process.env, FOUNDRY_CONFIG: join(contractsFolder, 'foundry.toml') },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`${binary} did not start: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));

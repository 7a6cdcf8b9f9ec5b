// SPDX-License-Identifier: Apache-2.0
// npm run generate: writes what is generated from other files. With --check it writes nothing and exits with 1,
// naming the file, when one differs from what it would write.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandGroups } from '../apps/cli/src/commands.ts';
import { renderCliReference } from '../apps/cli/src/reference/renderCliReference.ts';
import { overlaySignals } from '../packages/core/src/signals/overlaySignals.ts';
import { overlayVspec } from '../packages/core/src/signals/overlayVspec.ts';
import { renderRouteTable } from '../packages/sdk/src/reference/renderRouteTable.ts';
import { readContractArtifact } from './generate/ContractArtifact.ts';
import { compileContracts } from './generate/compileContracts.ts';
import { contractSources } from './generate/contractSources.ts';
import { renderApiReference } from './generate/renderApiReference.ts';
import { renderContractBuild, renderContractSources } from './generate/renderContractBuild.ts';
import { renderContractModule, toVariableName } from './generate/renderContractModule.ts';
import { renderContractsReference } from './generate/renderContractsReference.ts';
import { renderErrorsReference } from './generate/renderErrorsReference.ts';
import { renderSignalsReference } from './generate/renderSignalsReference.ts';

interface GeneratedFile {
  /** From the repository's root. */
  path: string;
  render: () => string | Promise<string>;
}

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
compileContracts();
const contracts = contractSources.map(readContractArtifact);

/** A further generated file is one more entry. */
const generatedFiles: GeneratedFile[] = [
  ...contracts.map((contract) => ({
    path: `packages/chain/src/generated/${toVariableName(contract.name)}.ts`,
    render: () => renderContractModule(contract),
  })),
  ...contracts.map((contract) => ({
    path: `packages/chain/src/generated/${toVariableName(contract.name)}Build.ts`,
    render: () => renderContractBuild(contract),
  })),
  {
    path: 'packages/chain/src/generated/contractSources.ts',
    render: () => renderContractSources(contracts),
  },
  { path: 'docs/reference/contracts.md', render: () => renderContractsReference(contracts) },
  { path: 'docs/reference/rules.md', render: printRules },
  { path: 'docs/reference/errors.md', render: renderErrorsReference },
  { path: 'docs/reference/signals.md', render: renderSignalsReference },
  { path: 'packages/core/src/signals/datacar.vspec', render: () => overlayVspec(overlaySignals) },
  { path: 'docs/reference/api.md', render: renderApiReference },
  { path: 'docs/reference/cli.md', render: () => renderCliReference(commandGroups) },
  { path: 'packages/sdk/src/generated/routeTable.ts', render: renderRouteTable },
];

const isCheck = process.argv.includes('--check');
let outdatedCount = 0;
for (const { path, render } of generatedFiles) {
  const content = await render();
  if (content === readIfPresent(path)) continue;
  outdatedCount += 1;
  if (isCheck) {
    console.error(`${path} is not what its source generates. Run npm run generate and commit it.`);
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    console.log(`wrote ${path}`);
  }
}
if (outdatedCount === 0) console.log(`${generatedFiles.length} generated files are up to date`);
else if (isCheck) process.exit(1);

/** In a process of its own, because it deploys what may just have been generated. */
function printRules(): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/generate/printRules.ts'],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The rules could not be read from a deployment.\n${stderr}`);
  return stdout;
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

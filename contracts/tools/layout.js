#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

// Writes where the contracts that can be upgraded keep their state, one file each in contracts/layouts; with --check
// it writes nothing and fails where a file differs. An upgrade keeps the state of the code before it, so what stands
// in these files never moves: new variables come after it. OpenZeppelin's own state is not here; it lives at slots
// that follow from its names (ERC-7201).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const contractsFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const upgradeableContracts = ['Members', 'MembersVote', 'RecordLog', 'Validators', 'VehicleRegistry'];

function renderVariables(variables, types, indent) {
  return variables.flatMap(({ slot, offset, label, type }) => {
    const { label: typeName, members } = types[type];
    const line = `${indent}${slot}:${offset} ${label} ${typeName}`;
    return [line, ...(members === undefined ? [] : renderVariables(members, types, `${indent}  `))];
  });
}

/** Structs that stand only in mappings and lists have no slot of their own, but their members must not move either. */
function renderLayout({ storage, types }) {
  const placed = new Set(storage.map(({ type }) => type));
  const structs = Object.entries(types ?? {})
    .filter(([type, { members }]) => members !== undefined && !placed.has(type))
    .map(([, { label, members }]) => [label, ...renderVariables(members, types, '  ')])
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `${[...renderVariables(storage, types ?? {}, ''), ...structs.flat()].join('\n')}\n`;
}

const build = spawnSync(
  process.execPath,
  [join(contractsFolder, 'tools', 'forge.js'), 'build', '--quiet', 'contracts/src'],
  { stdio: 'inherit' },
);
if (build.status !== 0) process.exit(build.status ?? 1);

const isCheck = process.argv.includes('--check');
let differingCount = 0;
for (const name of upgradeableContracts) {
  const artifactFile = join(contractsFolder, 'out', `${name}.sol`, `${name}.json`);
  const layout = renderLayout(JSON.parse(readFileSync(artifactFile, 'utf8')).storageLayout);
  const layoutFile = join(contractsFolder, 'layouts', `${name}.txt`);
  if (!isCheck) {
    mkdirSync(dirname(layoutFile), { recursive: true });
    writeFileSync(layoutFile, layout);
  } else if (readFileSync(layoutFile, 'utf8') !== layout) {
    differingCount += 1;
    console.error(
      `${name} keeps its state elsewhere than contracts/layouts/${name}.txt says. Before an upgrade nothing may move;` +
        ' where only something was added at the end, run npm run layout --workspace contracts and commit the file.',
    );
  }
}
if (isCheck && differingCount === 0) console.log(`${upgradeableContracts.length} layouts are as committed`);
process.exit(differingCount === 0 ? 0 : 1);

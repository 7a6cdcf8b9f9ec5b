// SPDX-License-Identifier: Apache-2.0
// A program of its own: what it imports may just have been generated. Writes rules.md to its standard output.
import { contractTitle } from '../../packages/chain/src/contracts/contractTitle.ts';
import { type AbiItem, readContractArtifact } from './ContractArtifact.ts';
import { contractSources } from './contractSources.ts';
import { readRules } from './readRules.ts';
import { readDoc } from './renderContractsReference.ts';
import { renderRules } from './renderRules.ts';

const artifacts = contractSources.map(readContractArtifact);
const rules = await readRules({
  isListed: (name, item) => {
    const artifact = artifacts.find((one) => one.name === contractTitle(name));
    return artifact !== undefined && readDoc(artifact, item as AbiItem)['custom:who'] !== undefined;
  },
});
process.stdout.write(renderRules(rules, artifacts));

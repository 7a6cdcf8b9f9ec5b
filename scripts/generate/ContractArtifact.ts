// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface AbiParameter {
  name: string;
  type: string;
  internalType?: string;
  indexed?: boolean;
  components?: AbiParameter[];
}

export interface AbiItem {
  type: 'function' | 'event' | 'error' | 'constructor' | 'receive' | 'fallback';
  name?: string;
  inputs?: AbiParameter[];
  outputs?: AbiParameter[];
  stateMutability?: 'pure' | 'view' | 'nonpayable' | 'payable';
}

/** NatSpec of one item of the ABI, as the compiler writes it. */
export interface ItemDoc {
  notice?: string;
  details?: string;
  params?: Record<string, string>;
  returns?: Record<string, string>;
}

interface ContractDocs {
  title?: string;
  notice?: string;
  details?: string;
  methods?: Record<string, ItemDoc>;
  events?: Record<string, ItemDoc>;
  errors?: Record<string, ItemDoc[]>;
}

/** A compiled contract: what deploys it, what calls it, and what its source says about it. */
export interface ContractArtifact {
  name: string;
  /** Path of its source below `contracts/src`. */
  source: string;
  abi: AbiItem[];
  bytecode: string;
  userDocs: ContractDocs;
  developerDocs: ContractDocs;
}

/** Compiles `contracts/src` (forge's cache makes the second time free). Throws with the compiler's words. */
export function compileContracts(): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['contracts/tools/forge.js', 'build', 'contracts/src'],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The contracts do not compile.\n${stdout}${stderr}`);
}

/** Reads what the compiler wrote about the one contract of a source file; run `compileContracts` before. */
export function readContractArtifact(source: string): ContractArtifact {
  const name = source.replace(/^.*\//, '').replace(/\.sol$/, '');
  const output = JSON.parse(readFileSync(`contracts/out/${name}.sol/${name}.json`, 'utf8'));
  const metadata = JSON.parse(output.rawMetadata);
  return {
    name,
    source,
    abi: output.abi,
    bytecode: output.bytecode.object,
    userDocs: metadata.output.userdoc,
    developerDocs: metadata.output.devdoc,
  };
}

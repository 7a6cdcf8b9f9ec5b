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

/** An enum or a struct of a contract, with what its NatSpec says. */
export interface TypeDefinition {
  kind: 'enum' | 'struct';
  name: string;
  notice: string;
  /** The type is missing for an enum. */
  members: { name: string; type?: string; description?: string }[];
}

/** A compiled contract: what deploys it, what calls it, and what its source says about it. */
export interface ContractArtifact {
  name: string;
  /** Path of its source below `contracts/src`. */
  source: string;
  abi: AbiItem[];
  bytecode: string;
  types: TypeDefinition[];
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
    types: readTypes(output.ast, name),
    userDocs: metadata.output.userdoc,
    developerDocs: metadata.output.devdoc,
  };
}

interface SyntaxNode {
  nodeType: string;
  name: string;
  nodes?: SyntaxNode[];
  documentation?: { text: string };
  members?: { name: string; typeDescriptions?: { typeString: string } }[];
}

function readTypes(sourceUnit: SyntaxNode, contractName: string): TypeDefinition[] {
  const isContract = (node: SyntaxNode) =>
    node.nodeType === 'ContractDefinition' && node.name === contractName;
  const kinds: Record<string, TypeDefinition['kind']> = {
    EnumDefinition: 'enum',
    StructDefinition: 'struct',
  };
  return (sourceUnit.nodes?.find(isContract)?.nodes ?? []).flatMap((node) => {
    const kind = kinds[node.nodeType];
    return kind ? [readType(node, kind)] : [];
  });
}

function readType(
  { name, documentation, members = [] }: SyntaxNode,
  kind: TypeDefinition['kind'],
): TypeDefinition {
  const [notice = '', ...descriptions] = (documentation?.text ?? '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/^@notice /, '')
    .split(/ ?@param /);
  const described = new Map(descriptions.map((text) => splitOnce(text, ' ')));
  return {
    kind,
    name,
    notice,
    members: members.map((member) => {
      const type = member.typeDescriptions?.typeString.replace(/^(struct|enum|contract) /, '');
      const description = described.get(member.name);
      return { name: member.name, ...(type && { type }), ...(description && { description }) };
    }),
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const place = text.indexOf(separator);
  return [text.slice(0, place), text.slice(place + separator.length)];
}

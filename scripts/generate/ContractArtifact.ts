// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ARTIFACTS_FOLDER } from './compileContracts.ts';

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
  /** Who may call a function that changes something. */
  'custom:who'?: string;
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

/** How a contract was compiled, what deploys it, and what its code on a chain has to be. */
export interface ContractBuild {
  /** Version of solc. */
  compiler: string;
  settings: Record<string, unknown>;
  /** Every file that went in, its own first: paths as the compiler names them. */
  sources: { path: string; text: string }[];
  /** The code that runs the constructor, before its arguments. */
  creationBytecode: string;
  /** The code after the constructor ran, with zeros where it wrote immutables. */
  runtimeBytecode: string;
  /** Where those stand, in bytes from the start. */
  immutables: { name: string; start: number; length: number }[];
}

/** A compiled contract: its code, what calls it, and what its source says about it. */
export interface ContractArtifact {
  name: string;
  /** Path of its source below `contracts/src`. */
  source: string;
  abi: AbiItem[];
  build: ContractBuild;
  types: TypeDefinition[];
  userDocs: ContractDocs;
  developerDocs: ContractDocs;
}

/** Reads what the compiler wrote about the one contract of a source file; run `compileContracts` before. */
export function readContractArtifact(source: string): ContractArtifact {
  const name = source.replace(/^.*\//, '').replace(/\.sol$/, '');
  const output = JSON.parse(readFileSync(`${ARTIFACTS_FOLDER}/${name}.sol/${name}.json`, 'utf8'));
  const metadata = JSON.parse(output.rawMetadata);
  return {
    name,
    source,
    abi: output.abi,
    build: readBuild(output, metadata),
    types: readTypes(output.ast, name),
    userDocs: metadata.output.userdoc,
    developerDocs: metadata.output.devdoc,
  };
}

interface CompilerOutput {
  bytecode: { object: string };
  deployedBytecode: {
    object: string;
    immutableReferences?: Record<string, { start: number; length: number }[]>;
  };
}

interface CompilerMetadata {
  compiler: { version: string };
  settings: Record<string, unknown> & { compilationTarget: Record<string, string> };
  sources: Record<string, unknown>;
}

function readBuild(
  { bytecode, deployedBytecode }: CompilerOutput,
  metadata: CompilerMetadata,
): ContractBuild {
  const { compilationTarget, ...settings } = metadata.settings;
  const own = Object.keys(compilationTarget);
  const paths = [...own, ...Object.keys(metadata.sources).filter((path) => !own.includes(path))];
  const references = Object.entries(deployedBytecode.immutableReferences ?? {});
  return {
    compiler: metadata.compiler.version,
    settings,
    sources: paths.map((path) => ({ path, text: readFileSync(path, 'utf8') })),
    creationBytecode: bytecode.object,
    runtimeBytecode: deployedBytecode.object,
    immutables: references.flatMap(([id, places]) =>
      places.map((place) => ({ name: nameOfImmutable(Number(id)), ...place })),
    ),
  };
}

let immutableNames: Map<number, string> | undefined;

/** Immutables of a contract may be declared in any file that it inherits from. */
function nameOfImmutable(id: number): string {
  if (immutableNames === undefined) {
    immutableNames = new Map();
    for (const name of readdirSync(ARTIFACTS_FOLDER, { recursive: true, encoding: 'utf8' })) {
      if (!/\.sol\/\w+\.json$/.test(name.replaceAll('\\', '/'))) continue;
      collectImmutables(JSON.parse(readFileSync(`${ARTIFACTS_FOLDER}/${name}`, 'utf8')).ast, immutableNames);
    }
  }
  const name = immutableNames.get(id);
  if (name === undefined) throw new Error(`The compiler's output names no immutable ${id}.`);
  return name;
}

function collectImmutables(node: unknown, names: Map<number, string>): void {
  if (typeof node !== 'object' || node === null) return;
  const { id, name, mutability } = node as { id?: number; name?: string; mutability?: string };
  if (mutability === 'immutable' && id !== undefined && name !== undefined) names.set(id, name);
  for (const child of Object.values(node)) collectImmutables(child, names);
}

interface SyntaxNode {
  nodeType: string;
  name: string;
  baseContracts?: { baseName: { name: string } }[];
  nodes?: SyntaxNode[];
  documentation?: { text: string };
  members?: { name: string; typeDescriptions?: { typeString: string } }[];
}

/** The enums and structs that a contract and what it inherits from declare, where their NatSpec says what they are. */
function readTypes(sourceUnit: SyntaxNode, contractName: string): TypeDefinition[] {
  const contract = sourceUnit.nodes?.find(
    (node) => node.nodeType === 'ContractDefinition' && node.name === contractName,
  );
  const inherited = (contract?.baseContracts ?? []).flatMap(({ baseName }) => {
    const base = readOwnSource(baseName.name);
    return base ? readTypes(base, baseName.name) : [];
  });
  const kinds: Record<string, TypeDefinition['kind']> = {
    EnumDefinition: 'enum',
    StructDefinition: 'struct',
  };
  const own = (contract?.nodes ?? []).flatMap((node) => {
    const kind = kinds[node.nodeType];
    return kind && node.documentation ? [readType(node, kind)] : [];
  });
  return [...inherited, ...own];
}

/** The source file of a contract of ours; those of libraries have references of their own. */
function readOwnSource(name: string): SyntaxNode | undefined {
  const path = `${ARTIFACTS_FOLDER}/${name}.sol/${name}.json`;
  if (!existsSync(path)) return undefined;
  const { ast } = JSON.parse(readFileSync(path, 'utf8'));
  return ast.absolutePath.startsWith('contracts/src/') ? ast : undefined;
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

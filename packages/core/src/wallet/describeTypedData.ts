// SPDX-License-Identifier: Apache-2.0
import { formatAmount } from '../token/formatAmount.ts';
import type { ParsedTypedData, TypedData, TypedDataField, TypedDataValue } from './TypedData.ts';

export interface DescribeTypedDataContext {
  nowMs: number;
  /** The account that is to sign, 0x-hex. */
  signer?: string | undefined;
  /** The chain that the wallet works on. */
  chainId?: number | undefined;
  /** The tokens that the wallet knows, by address in lower-case 0x-hex; only these are called by their names. */
  tokens?: Readonly<Record<string, { symbol: string; decimals: number }>> | undefined;
}

export interface TypedDataDescription {
  /** What the signature does, in one sentence. */
  sentence: string;
  /** Everything that is signed, in its order; the domain comes last. Safe for a terminal. */
  fields: readonly { name: string; value: string }[];
  /** What to think about before signing. */
  warnings: readonly string[];
  /** Whether the sentence says all there is to it; otherwise the fields must be read. */
  isKnown: boolean;
}

interface Description {
  sentence: string;
  warnings: string[];
}

interface KnownType {
  primaryType: string;
  /** The fields as EIP-712 encodes a type. */
  encoded: string;
  describe(typedData: TypedData, context: DescribeTypedDataContext): Description | undefined;
}

const uint256Max = 2n ** 256n - 1n;
/** Of the year 9999; a deadline behind it is none. */
const lastSecond = 253_402_300_799n;

const knownTypes: readonly KnownType[] = [
  {
    primaryType: 'Permit',
    encoded: 'address owner,address spender,uint256 value,uint256 nonce,uint256 deadline',
    describe: describePermit,
  },
  {
    primaryType: 'Delegation',
    encoded: 'address delegatee,uint256 nonce,uint256 expiry',
    describe: describeDelegation,
  },
  {
    primaryType: 'NodeProof',
    encoded: 'address member,address node,uint256 blockNumber,bytes32 blockHash',
    describe: describeNodeProof,
  },
];

/**
 * Says what a signature over typed data does before it is made: ERC-2612 permits, ERC-5805 delegations and proofs of
 * Datacar's nodes in one sentence, anything else field by field with a warning. The name in a domain is whatever its
 * author wrote, so it is quoted, and never taken for what it names.
 */
export function describeTypedData(
  { typedData, unsignedFields }: ParsedTypedData,
  context: DescribeTypedDataContext,
): TypedDataDescription {
  const { primaryType, types, domain, message } = typedData;
  const encoded = (types[primaryType] ?? []).map(({ type, name }) => `${type} ${name}`).join(',');
  const known = knownTypes
    .find((type) => type.primaryType === primaryType && type.encoded === encoded)
    ?.describe(typedData, context);
  const { sentence, warnings } = known ?? describeUnknown(typedData);
  return {
    sentence,
    fields: [
      ...listFields(primaryType, message, '', types),
      ...listFields('EIP712Domain', domain, 'domain.', types),
    ],
    warnings: [...warnings, ...warnOfDomain(typedData, context), ...warnOfUnsigned(unsignedFields)],
    isKnown: known !== undefined,
  };
}

function describePermit(typedData: TypedData, context: DescribeTypedDataContext): Description | undefined {
  const { domain, message } = typedData;
  if (domain.verifyingContract === undefined) return undefined;
  const token = findToken(typedData, context);
  const tokenName = token?.symbol ?? nameContract('the token at ', domain);
  const value = message.value as bigint;
  const deadline = message.deadline as bigint;
  const warnings = [];
  let sentence = `Let ${message.spender} spend `;
  if (value === uint256Max) {
    sentence += `any amount of ${tokenName}`;
    warnings.push('It sets no limit: all that the account holds now or later can be taken.');
  } else if (token === undefined) sentence += `${value} of the smallest unit of ${tokenName}`;
  else sentence += `${formatAmount(value, { decimals: token.decimals })} ${token.symbol}`;
  sentence += ` of ${message.owner} until it is used up or withdrawn`;
  if (value === 0n) {
    sentence = `Let ${message.spender} no longer spend ${tokenName} of ${message.owner}`;
  }
  if (token === undefined) {
    warnings.push('This wallet does not know the token, so it cannot say what the amount is worth.');
  }
  warnings.push(...warnOfEnd(deadline, context), ...warnOfSigner('owner', String(message.owner), context));
  return { sentence: `${sentence}${handInBy(deadline)}.`, warnings };
}

function describeDelegation(
  typedData: TypedData,
  context: DescribeTypedDataContext,
): Description | undefined {
  const { domain, message } = typedData;
  if (domain.verifyingContract === undefined) return undefined;
  const expiry = message.expiry as bigint;
  const votes = findToken(typedData, context)?.symbol ?? nameContract('the token at ', domain);
  return {
    sentence: `Let ${message.delegatee} cast all your votes of ${votes} until you delegate anew${handInBy(expiry)}.`,
    warnings: warnOfEnd(expiry, context),
  };
}

function describeNodeProof(
  { domain, message }: TypedData,
  context: DescribeTypedDataContext,
): Description | undefined {
  if (domain.name !== 'Datacar Validators' || domain.version !== '1') return undefined;
  const { member, node, blockNumber, blockHash } = message;
  return {
    sentence: `Show that the chain node ${node} of the member ${member} is alive at block ${blockNumber} (${blockHash}).`,
    warnings: warnOfSigner('node', String(node), context),
  };
}

function describeUnknown({ primaryType, domain }: TypedData): Description {
  const contract =
    domain.verifyingContract === undefined ? '' : ` for ${nameContract('the contract ', domain)}`;
  return {
    sentence: `Sign a "${visible(primaryType)}"${contract}.`,
    warnings: [
      'This wallet does not know what such a signature does. Read every field, and sign only what you understand.',
    ],
  };
}

/** The token of a domain, when the wallet knows it: an address means something else on every chain. */
function findToken(
  { domain }: TypedData,
  { tokens, chainId }: DescribeTypedDataContext,
): { symbol: string; decimals: number } | undefined {
  if (tokens === undefined || chainId === undefined || domain.chainId !== BigInt(chainId)) return undefined;
  const address = String(domain.verifyingContract);
  return Object.hasOwn(tokens, address) ? tokens[address] : undefined;
}

function nameContract(what: string, { verifyingContract, name }: TypedData['domain']): string {
  const address = `${what}${verifyingContract}`;
  if (typeof name !== 'string' || name === '') return address;
  const text = visible(name);
  return `${address} (which calls itself "${text.length > 64 ? `${text.slice(0, 64)}…` : text}")`;
}

function handInBy(second: bigint): string {
  return second > lastSecond ? '' : `; to be handed in by ${formatSecond(second)}`;
}

function warnOfEnd(second: bigint, { nowMs }: DescribeTypedDataContext): string[] {
  if (second > lastSecond) return ['It has no deadline: it can be handed in at any time.'];
  if (second * 1_000n < BigInt(nowMs)) return ['Its deadline is over, so nobody can hand it in any more.'];
  return [];
}

function warnOfSigner(field: string, account: string, { signer }: DescribeTypedDataContext): string[] {
  if (signer === undefined || signer.toLowerCase() === account) return [];
  return [`You sign as ${signer}, and only a signature of ${account}, its ${field}, would do anything.`];
}

function warnOfDomain({ domain }: TypedData, { chainId }: DescribeTypedDataContext): string[] {
  const warnings = [];
  if (domain.chainId === undefined) warnings.push('It names no chain, so it may be used on every chain.');
  else if (chainId !== undefined && domain.chainId !== BigInt(chainId)) {
    warnings.push(`It is for chain ${domain.chainId}; this wallet works on chain ${chainId}.`);
  }
  if (domain.verifyingContract === undefined) warnings.push('It names no contract that it is for.');
  return warnings;
}

function warnOfUnsigned(fields: readonly string[]): string[] {
  if (fields.length === 0) return [];
  const shown = fields.slice(0, 10).map(visible).join(', ');
  return [
    `Not covered by the signature: ${shown}${fields.length > 10 ? ` and ${fields.length - 10} more` : ''}.`,
  ];
}

function listFields(
  type: string,
  value: Readonly<Record<string, TypedDataValue>>,
  prefix: string,
  types: TypedData['types'],
): { name: string; value: string }[] {
  return (types[type] ?? []).flatMap((field) => listValue(field, value[field.name] ?? '', prefix, types));
}

function listValue(
  { name, type }: TypedDataField,
  value: TypedDataValue,
  prefix: string,
  types: TypedData['types'],
): { name: string; value: string }[] {
  const path = `${prefix}${name}`;
  if (Array.isArray(value)) {
    if (value.length === 0) return [{ name: path, value: '(an empty list)' }];
    const elementType = type.replace(/\[\d*\]$/, '');
    return value.flatMap((element: TypedDataValue, index) =>
      listValue({ name: `${path}[${index}]`, type: elementType }, element, '', types),
    );
  }
  if (typeof value === 'object') {
    return listFields(type, value as Readonly<Record<string, TypedDataValue>>, `${path}.`, types);
  }
  return [{ name: path, value: typeof value === 'string' ? visible(value) : String(value) }];
}

function formatSecond(second: bigint): string {
  return new Date(Number(second) * 1_000).toISOString().replace('.000Z', 'Z');
}

/** Control, format and line characters, which could hide text or turn its direction, as `\u{…}`. */
function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

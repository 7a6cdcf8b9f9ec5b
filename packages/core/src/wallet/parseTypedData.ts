// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';
import type { ParsedTypedData, TypedData, TypedDataField, TypedDataValue } from './TypedData.ts';

/** Far more than a wallet is ever asked to sign, and little enough to be shown field by field. */
const valuesMax = 1_000;
const depthMax = 16;
const typesMax = 64;

/** The fields of a domain, in the order that EIP-712 gives them. */
const domainFields: readonly TypedDataField[] = [
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
  { name: 'salt', type: 'bytes32' },
];

/** Without the `$` of Solidity, which libraries that hash typed data do not all take for part of a name. */
const identifier = /^(?!__proto__$)[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const primitive =
  /^(address|bool|string|bytes|bytes([1-9]|[12]\d|3[0-2])|u?int(8|16|24|32|40|48|56|64|72|80|88|96|104|112|120|128|136|144|152|160|168|176|184|192|200|208|216|224|232|240|248|256))$/;

type Types = Readonly<Record<string, readonly TypedDataField[]>>;

/** Counts what was read and gathers what a signature would not cover. */
interface Reading {
  types: Types;
  unsignedFields: string[];
  valueCount: number;
}

/**
 * Typed data (EIP-712) from JSON, checked against its own types, with every value in the one form that is signed.
 * Accepts what `eth_signTypedData_v4` does, but no value that is missing, and no number that JSON cannot hold exactly.
 *
 * @throws DatacarError TYPED_DATA_INVALID, whose details name the field
 */
export function parseTypedData(input: unknown): ParsedTypedData {
  const {
    types: typesInput,
    primaryType,
    domain: domainInput = {},
    message: messageInput,
  } = asObject(input, '');
  const domainObject = asObject(domainInput, 'domain');
  const given = parseTypes(typesInput);
  const types = { ...given, EIP712Domain: given.EIP712Domain ?? domainTypeOf(domainObject) };
  checkDomainType(types.EIP712Domain);
  if (
    typeof primaryType !== 'string' ||
    !Object.hasOwn(given, primaryType) ||
    primaryType === 'EIP712Domain'
  ) {
    throw invalid('primaryType', 'it is not one of the types');
  }

  const reading: Reading = { types, unsignedFields: [], valueCount: 0 };
  const domain = readStruct('EIP712Domain', domainObject, 'domain', 0, reading);
  const message = readStruct(primaryType, messageInput, 'message', 0, reading);
  const typedData: TypedData = { types, primaryType, domain, message };
  return { typedData, unsignedFields: reading.unsignedFields };
}

function parseTypes(input: unknown): Types {
  const entries = Object.entries(asObject(input, 'types'));
  if (entries.length > typesMax) throw invalid('types', `there are more than ${typesMax}`);
  const names = new Set(entries.map(([name]) => name));
  const types: Record<string, readonly TypedDataField[]> = Object.create(null) as Record<string, never>;
  for (const [name, fieldsInput] of entries) {
    const path = `types.${name}`;
    if (!identifier.test(name) || primitive.test(name)) throw invalid(path, 'a struct cannot have this name');
    if (!Array.isArray(fieldsInput)) throw invalid(path, 'it is not a list of fields');
    const fields = fieldsInput.map((field: unknown) => parseField(field, path, names));
    if (new Set(fields.map((field) => field.name)).size !== fields.length) {
      throw invalid(path, 'it has two fields of one name');
    }
    types[name] = fields;
  }
  return types;
}

function parseField(input: unknown, path: string, names: ReadonlySet<string>): TypedDataField {
  const { name, type } = asObject(input, path);
  if (typeof name !== 'string' || !identifier.test(name)) throw invalid(path, 'a field has no proper name');
  if (typeof type !== 'string') throw invalid(`${path}.${name}`, 'it has no type');
  const base = type.replace(/(\[\d{0,9}\])*$/, '');
  if (!primitive.test(base) && !names.has(base))
    throw invalid(`${path}.${name}`, `there is no type "${type}"`);
  return { name, type };
}

function domainTypeOf(domain: Readonly<Record<string, unknown>>): TypedDataField[] {
  return domainFields.filter(({ name }) => Object.hasOwn(domain, name));
}

/** A domain with fields of its own would be signed by nobody's rules. */
function checkDomainType(fields: readonly TypedDataField[]): void {
  for (const { name, type } of fields) {
    const standard = domainFields.find((field) => field.name === name);
    if (standard === undefined || standard.type !== type) {
      throw invalid(`types.EIP712Domain.${name}`, 'EIP-712 has no such field of a domain');
    }
  }
}

function readStruct(
  type: string,
  input: unknown,
  path: string,
  depth: number,
  reading: Reading,
): Record<string, TypedDataValue> {
  const object = asObject(input, path);
  const fields = reading.types[type] ?? [];
  for (const name of Object.keys(object)) {
    if (!fields.some((field) => field.name === name)) reading.unsignedFields.push(`${path}.${name}`);
  }
  if (reading.unsignedFields.length > valuesMax) throw invalid(path, `it has more than ${valuesMax} values`);
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      readValue(field.type, ownValue(object, field.name), `${path}.${field.name}`, depth + 1, reading),
    ]),
  );
}

function readValue(
  type: string,
  input: unknown,
  path: string,
  depth: number,
  reading: Reading,
): TypedDataValue {
  reading.valueCount += 1;
  if (reading.valueCount > valuesMax) throw invalid(path, `there are more than ${valuesMax} values`);
  if (depth > depthMax) throw invalid(path, `it lies more than ${depthMax} structs deep`);
  const [, elementType, length] = /^(.*)\[(\d*)\]$/.exec(type) ?? [];
  if (elementType !== undefined) {
    if (!Array.isArray(input)) throw invalid(path, 'it is not a list');
    if (length !== '' && input.length !== Number(length))
      throw invalid(path, `it has not ${length} elements`);
    return input.map((element: unknown, index) =>
      readValue(elementType, element, `${path}[${index}]`, depth + 1, reading),
    );
  }
  if (Object.hasOwn(reading.types, type)) return readStruct(type, input, path, depth, reading);
  return readPrimitive(type, input, path);
}

function readPrimitive(type: string, input: unknown, path: string): TypedDataValue {
  if (type === 'string' || type === 'bool') {
    if (typeof input === (type === 'string' ? 'string' : 'boolean')) return input as string | boolean;
    throw invalid(path, `it is not of type ${type}`);
  }
  const integer = /^(u?)int(\d+)$/.exec(type);
  if (integer !== null) {
    return readInteger(input, { isSigned: integer[1] === '', bits: Number(integer[2]), path });
  }
  const hexLength =
    type === 'address' ? 40 : type === 'bytes' ? undefined : 2 * Number(type.slice('bytes'.length));
  if (typeof input !== 'string' || !/^0x([0-9a-fA-F]{2})*$/.test(input))
    throw invalid(path, 'it is not 0x-hex');
  if (hexLength !== undefined && input.length !== 2 + hexLength)
    throw invalid(path, `it is not of type ${type}`);
  return input.toLowerCase();
}

function readInteger(
  input: unknown,
  { isSigned, bits, path }: { isSigned: boolean; bits: number; path: string },
): bigint {
  let value: bigint;
  if (typeof input === 'bigint') value = input;
  else if (typeof input === 'number') {
    if (!Number.isSafeInteger(input)) {
      throw invalid(path, 'JSON cannot hold this number exactly; write it as a text');
    }
    value = BigInt(input);
  } else if (typeof input === 'string' && /^(-?(0|[1-9]\d{0,77})|0x[0-9a-fA-F]{1,64})$/.test(input)) {
    value = BigInt(input);
  } else throw invalid(path, 'it is not a whole number');
  const fitted = isSigned ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
  if (fitted !== value) throw invalid(path, `it does not fit into ${isSigned ? '' : 'u'}int${bits}`);
  return value;
}

function ownValue(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function asObject(input: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw invalid(path, 'it is not an object');
  }
  return input as Readonly<Record<string, unknown>>;
}

function invalid(field: string, what: string): DatacarError {
  const where = field === '' ? 'the typed data' : field;
  return new DatacarError('TYPED_DATA_INVALID', `Nothing to sign: ${where} is wrong, ${what}.`, {
    details: { field },
  });
}

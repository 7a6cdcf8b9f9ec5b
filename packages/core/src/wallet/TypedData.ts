// SPDX-License-Identifier: Apache-2.0

export interface TypedDataField {
  name: string;
  type: string;
}

/** Booleans, texts, 0x-hex in lower case, integers as bigint, lists, and structs. */
export type TypedDataValue =
  | boolean
  | string
  | bigint
  | readonly TypedDataValue[]
  | { readonly [field: string]: TypedDataValue };

/** Typed data as EIP-712 has it, holding what is signed and nothing else. */
export interface TypedData {
  /** Every struct, `EIP712Domain` included. */
  types: Readonly<Record<string, readonly TypedDataField[]>>;
  primaryType: string;
  domain: Readonly<Record<string, TypedDataValue>>;
  message: Readonly<Record<string, TypedDataValue>>;
}

export interface ParsedTypedData {
  typedData: TypedData;
  /** The fields that the input has beside its types; a signature does not cover them. */
  unsignedFields: readonly string[];
}

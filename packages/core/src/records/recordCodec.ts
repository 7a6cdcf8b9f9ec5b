// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod';
import { type DecodeCborOptions, decodeCbor } from '../encoding/decodeCbor.ts';
import { encodeCbor } from '../encoding/encodeCbor.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { ErrorCode } from '../errors/errorCodes.ts';
import { readingSources } from './Reading.ts';

/** The years that ECMAScript dates can hold; anything later is a mistake. */
const TIME_MS_MAX = 8.64e15;

/** Of origins, names, codes: bounds what a record can make a reader hold. */
const TEXT_CHARACTERS_MAX = 256;

export const bytesOf = (lengthBytes: number) =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === lengthBytes, {
    error: `must be ${lengthBytes} bytes`,
  });

export const unsignedInteger = z.int().min(0);
export const timeInMs = z.int().min(0).max(TIME_MS_MAX);
export const shortText = z.string().min(1).max(TEXT_CHARACTERS_MAX);
export const readingSource = z.enum(readingSources);
export const hash = bytesOf(32);
export const address = bytesOf(20);
/** Uncompressed only: a library that takes other forms of a point would verify what another one refuses. */
export const publicKey = bytesOf(65).refine((key) => key[0] === 0x04, 'must be an uncompressed point');

/** The fields that tie a record to one chain. */
export const chainIdentityFields = {
  chainId: z
    .int()
    .min(1)
    .max(2 ** 48 - 1),
  genesisHash: hash,
};

export interface RecordCodec<Value> {
  /** Deterministic CBOR of the record. @throws DatacarError when a field is not allowed. */
  encode(record: Value): Uint8Array;
  /** @throws DatacarError when the bytes are not deterministic CBOR of exactly these fields. */
  decode(bytes: Uint8Array): Value;
}

/** Encodes and decodes one kind of signed record; both directions hold to the schema. */
export function createRecordCodec<Value>(
  schema: z.ZodType<Value>,
  code: ErrorCode,
  options: DecodeCborOptions = {},
): RecordCodec<Value> {
  const check = (value: unknown): Value => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const field = issue?.path.join('.') ?? '';
    throw new DatacarError(code, `The field ${field || '(whole)'} is not allowed: ${issue?.message}`, {
      details: { field },
    });
  };
  return {
    encode: (record) => encodeCbor(check(record)),
    decode(bytes) {
      let value: unknown;
      try {
        value = decodeCbor(bytes, options);
      } catch (cause) {
        throw new DatacarError(code, 'The record is not deterministic CBOR', { cause });
      }
      return check(value);
    },
  };
}

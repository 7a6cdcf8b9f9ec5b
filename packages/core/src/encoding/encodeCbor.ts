// SPDX-License-Identifier: Apache-2.0
import { type EncodeOptions, encode, Token, Type } from 'cborg';
import { DatacarError } from '../errors/DatacarError.ts';
import { CborFloat } from './CborFloat.ts';

const options: EncodeOptions = {
  float64: true,
  typeEncoders: {
    Object: (value: unknown) => {
      if (!(value instanceof CborFloat)) return null;
      if (!Number.isFinite(value.value) || Object.is(value.value, -0)) throw unencodable(value.value);
      return new Token(Type.float, value.value);
    },
    number: (value: number) => {
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw unencodable(value);
      return null;
    },
    null: (value: unknown) => {
      throw unencodable(value);
    },
    undefined: (value: unknown) => {
      throw unencodable(value);
    },
  },
};

/**
 * Deterministic CBOR (RFC 8949, 4.2.1). Numbers must be safe integers; a float64 is a `CborFloat`.
 *
 * @throws DatacarError ENCODING_INVALID when the value cannot be held exactly.
 */
export function encodeCbor(value: unknown): Uint8Array {
  return encode(value, options);
}

function unencodable(value: unknown): DatacarError {
  return new DatacarError('ENCODING_INVALID', `${String(value)} has no place in deterministic CBOR`);
}

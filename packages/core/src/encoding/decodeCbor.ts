// SPDX-License-Identifier: Apache-2.0
import { type DecodeOptions, decode, Token, Tokenizer, Type } from 'cborg';
import { DatacarError } from '../errors/DatacarError.ts';
import { CborFloat } from './CborFloat.ts';
import type { CborValue } from './CborValue.ts';
import { decodeUtf8 } from './decodeUtf8.ts';
import { encodeCbor } from './encodeCbor.ts';
import { equalBytes } from './equalBytes.ts';

/** The deepest of our formats has seven levels; a bound keeps the decoder's recursion small. */
const DEPTH_MAX = 16;

/** No record is longer; batches and period proofs state their own limit. */
const BYTES_MAX = 64 * 1024;

const options: DecodeOptions = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowBigInt: false,
  allowInfinity: false,
  allowNaN: false,
  rejectDuplicateMapKeys: true,
  retainStringBytes: true,
};

export interface DecodeCborOptions {
  bytesMax?: number;
}

/**
 * Decodes deterministic CBOR (RFC 8949, 4.2.1) of text-keyed maps, arrays, integers up to 2^53 - 1,
 * float64, text, bytes and booleans. A float64 comes as a `CborFloat`.
 *
 * @throws DatacarError ENCODING_INVALID for anything else: a longer form than needed, unsorted or duplicate
 *   keys, indefinite lengths, tags, null, trailing bytes, more than 16 levels or `bytesMax` bytes.
 */
export function decodeCbor(bytes: Uint8Array, { bytesMax = BYTES_MAX }: DecodeCborOptions = {}): CborValue {
  if (bytes.length > bytesMax) {
    throw new DatacarError('ENCODING_INVALID', `The CBOR has more than ${bytesMax} bytes`);
  }
  let value: CborValue;
  try {
    value = decode(bytes, { ...options, tokenizer: new StrictTokenizer(bytes, options) });
  } catch (cause) {
    throw new DatacarError('ENCODING_INVALID', 'The bytes are not deterministic CBOR', { cause });
  }
  // What cborg does not look at (the order of keys, malformed UTF-8, short floats) shows when written again.
  if (!equalBytes(encodeCbor(value), bytes)) {
    throw new DatacarError('ENCODING_INVALID', 'The CBOR is not in its deterministic form');
  }
  return value;
}

class StrictTokenizer extends Tokenizer {
  /** How many items each open array or map still waits for. */
  readonly #open: number[] = [];

  override next(): Token {
    const token = super.next();
    this.#closeFinished();
    if (token.type === Type.array || token.type === Type.map) {
      if (this.#open.length === DEPTH_MAX) throw new Error(`more than ${DEPTH_MAX} levels`);
      this.#open.push(token.type === Type.map ? 2 * token.value : token.value);
    }
    if (token.type === Type.float) {
      return new Token(Type.float, new CborFloat(token.value), token.encodedLength);
    }
    // cborg's decoder swallows a byte order mark, which is a character of the text here.
    if (token.type === Type.string && token.byteValue?.[0] === 0xef) {
      return new Token(Type.string, decodeUtf8(token.byteValue), token.encodedLength);
    }
    // A copy: neither a Buffer nor a view that would keep the whole input in memory.
    if (token.type === Type.bytes) {
      return new Token(Type.bytes, new Uint8Array(token.value), token.encodedLength);
    }
    return token;
  }

  #closeFinished(): void {
    while (this.#open.at(-1) === 0) this.#open.pop();
    const last = this.#open.length - 1;
    if (last >= 0) this.#open[last] = (this.#open[last] ?? 0) - 1;
  }
}

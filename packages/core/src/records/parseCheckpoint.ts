// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from '../encoding/decodeBase64.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { Checkpoint } from './Checkpoint.ts';
import { NOTE_KEY_ID_BYTES } from './noteKeyId.ts';
import { parseLogOrigin } from './parseLogOrigin.ts';

export interface NoteSignature {
  name: string;
  keyId: Uint8Array;
  /** What follows the key id; 64 bytes for Ed25519. */
  signature: Uint8Array;
}

export interface ParsedCheckpoint {
  checkpoint: Checkpoint;
  /** The signed text, with its last newline. */
  text: string;
  signatures: NoteSignature[];
}

/** The log's own signature and those of a consortium's cosigners; C2SP asks for at least 16. */
const SIGNATURES_MAX = 16;
/** A checkpoint has 300 characters, and each signature less than 400. */
const NOTE_CHARACTERS_MAX = 8192;

const NOTE = /^((?:[^\n]+\n)+)\n((?:— [^\n]+\n)+)$/;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/;
const DECIMAL = /^(?:0|[1-9][0-9]{0,15})$/;
const MAP_LINE = /^map ([A-Za-z0-9+/=]+) ([0-9]+)$/;

/**
 * Reads a C2SP signed note that is a checkpoint of ours, without checking any signature: four lines, an
 * empty line, signature lines, nothing else.
 *
 * @throws DatacarError CHECKPOINT_MALFORMED
 */
export function parseCheckpoint(note: string): ParsedCheckpoint {
  if (note.length > NOTE_CHARACTERS_MAX) throw malformed('it is too long');
  const [, text, signatureLines] = NOTE.exec(note) ?? [];
  if (text === undefined || signatureLines === undefined) throw malformed('it is no signed note');
  const lines = signatureLines.slice(0, -1).split('\n');
  if (lines.length > SIGNATURES_MAX) throw malformed(`it has more than ${SIGNATURES_MAX} signatures`);
  return { checkpoint: parseText(text), text, signatures: lines.map(parseSignature) };
}

function parseText(text: string): Checkpoint {
  const [origin = '', size = '', root = '', map = '', ...rest] = text.split('\n');
  if (rest.length !== 1 || rest[0] !== '') throw malformed('it has not four lines');
  parseLogOrigin(origin);
  const [, mapRoot = '', mapSize = ''] = MAP_LINE.exec(map) ?? [];
  return {
    origin,
    size: parseSize(size),
    root: parseHash(root),
    mapRoot: parseHash(mapRoot),
    mapSize: parseSize(mapSize),
  };
}

function parseSize(text: string): number {
  const size = Number(text);
  if (!DECIMAL.test(text) || !Number.isSafeInteger(size)) throw malformed('a size is no decimal number');
  return size;
}

function parseHash(text: string): Uint8Array {
  const hash = parseBase64(text);
  if (hash.length !== 32) throw malformed('a root is not 32 bytes in base64');
  return hash;
}

function parseSignature(line: string): NoteSignature {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  if (name === undefined || encoded === undefined)
    throw malformed('a signature line is not of the stated shape');
  const bytes = parseBase64(encoded);
  if (bytes.length <= NOTE_KEY_ID_BYTES) throw malformed('a signature is too short');
  return {
    name,
    keyId: bytes.slice(0, NOTE_KEY_ID_BYTES),
    signature: bytes.slice(NOTE_KEY_ID_BYTES),
  };
}

function parseBase64(text: string): Uint8Array {
  try {
    return decodeBase64(text);
  } catch (cause) {
    throw new DatacarError('CHECKPOINT_MALFORMED', 'The checkpoint holds base64 that is not canonical', {
      cause,
    });
  }
}

function malformed(reason: string): DatacarError {
  return new DatacarError('CHECKPOINT_MALFORMED', `The checkpoint is malformed: ${reason}`);
}

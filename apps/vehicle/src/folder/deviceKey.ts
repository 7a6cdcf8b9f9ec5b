// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { p256GenerateKey, p256PublicKey } from '@datacar/core/crypto/nodeCrypto';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { equalBytes } from '@datacar/core/encoding/equalBytes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { SealingKey } from '@datacar/core/wallet/deriveSealKey';
import { openSecret } from '@datacar/core/wallet/openSecret';
import { sealSecret } from '@datacar/core/wallet/sealSecret';
import { writeFileDurably } from './writeFileDurably.ts';

const PURPOSE = 'device-key';
/** Enough of the x coordinate to tell a car's few keys apart. */
const NAME_HEX_DIGITS = 16;

/** One file a key, named after its public part, so that a new key never overwrites the one still in use. */
function keyFile(publicKey: Uint8Array): string {
  return `key-${encodeHex(publicKey).slice(4, 4 + NAME_HEX_DIGITS)}.json`;
}

/** Makes a device key and writes it to the folder, sealed. Returns its public point (65 bytes). */
export async function makeDeviceKey(folder: string, sealedWith: SealingKey): Promise<Uint8Array> {
  const privateKey = p256GenerateKey();
  const publicKey = p256PublicKey(privateKey);
  const sealed = sealSecret({ secret: privateKey, sealedWith, purpose: PURPOSE });
  await writeFileDurably(join(folder, keyFile(publicKey)), `${JSON.stringify(sealed, null, 2)}\n`);
  return publicKey;
}

/**
 * Opens the private key (32 bytes) of a public one.
 *
 * @throws DatacarError SEAL_INVALID, NOT_ENROLLED
 */
export async function openDeviceKey(
  folder: string,
  { publicKey, sealedWith }: { publicKey: Uint8Array; sealedWith: SealingKey },
): Promise<Uint8Array> {
  let text: string;
  try {
    text = await readFile(join(folder, keyFile(publicKey)), 'utf8');
  } catch (cause) {
    throw new DatacarError('NOT_ENROLLED', `The device key is missing in ${folder}; enrol the car again.`, {
      cause,
      details: { folder },
    });
  }
  const privateKey = openSecret({ sealed: parseJson(text), sealedWith, purpose: PURPOSE });
  if (equalBytes(p256PublicKey(privateKey), publicKey)) return privateKey;
  throw new DatacarError(
    'SEAL_INVALID',
    `The key file in ${folder} holds another key than the enrolled one.`,
  );
}

/** Removes every key but one. */
export async function removeOtherKeys(folder: string, publicKey: Uint8Array): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^key-[0-9a-f]+\.json$/.test(name) && name !== keyFile(publicKey)) await rm(join(folder, name));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

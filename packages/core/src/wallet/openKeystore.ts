// SPDX-License-Identifier: Apache-2.0
import { decrypt, type Keystore as OxKeystore, toKey } from 'ox/Keystore';
import { scrypt } from '#crypto';
import { decodeHex } from '../encoding/decodeHex.ts';
import { encodeHex } from '../encoding/encodeHex.ts';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import { accountOfKey } from './accountOfKey.ts';
import { type Keystore, keystoreSchema } from './Keystore.ts';

const KEY_BYTES = 32;
/** A keystore has less than a kilobyte. */
const textLengthMax = 16_384;

export interface OpenKeystoreOptions {
  /** The file. */
  text: string;
  passphrase: string;
}

export interface OpenedKeystore {
  /** 32 bytes. */
  privateKey: Uint8Array;
  /** The account of the key, 20 bytes. */
  account: Uint8Array;
}

/**
 * Decrypts a private key from a keystore of any client (Web3 Secret Storage, version 3; scrypt or PBKDF2). A wrong
 * passphrase and a changed file give the same error, so that nobody learns which it was.
 *
 * @throws DatacarError KEYSTORE_INVALID
 */
export function openKeystore({ text, passphrase }: OpenKeystoreOptions): OpenedKeystore {
  const keystore = parseKeystore(text);
  let privateKey: Uint8Array;
  let account: Uint8Array;
  try {
    const bare = withoutPrefixes(keystore);
    const key = decrypt(bare, deriveKey(keystore, bare, passphrase), { as: 'Bytes' });
    privateKey = new Uint8Array(KEY_BYTES);
    privateKey.set(key, KEY_BYTES - key.length);
    account = accountOfKey(privateKey);
  } catch {
    // Without the cause, which tells one reason from another.
    throw doesNotOpen();
  }
  // The address is not covered by the encryption, so it may have been changed to make somebody use another account.
  if (keystore.address !== undefined && bareHex(keystore.address) !== encodeHex(account).slice(2)) {
    throw doesNotOpen();
  }
  return { privateKey, account };
}

function parseKeystore(text: string): Keystore {
  let json: unknown;
  try {
    if (text.length > textLengthMax) throw new RangeError('too long');
    json = JSON.parse(text);
  } catch (cause) {
    throw invalid('The file is no keystore: it is not JSON of its size.', cause);
  }
  // Early files of geth and Parity have a capital.
  if (typeof json === 'object' && json !== null && 'Crypto' in json && !('crypto' in json)) {
    json = { ...json, crypto: json.Crypto };
  }
  const parsed = keystoreSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw invalid(
    `The file is no keystore of Web3 Secret Storage 3: ${field === '' ? '' : `${field}: `}${issue?.message ?? ''}`,
  );
}

/**
 * The platform's own scrypt takes a third of the time, and nothing that RFC 7914 forbids: n below 2^(16 r). Keystores
 * beyond that are about, the example of the definition among them.
 */
function deriveKey({ crypto }: Keystore, bare: OxKeystore, passphrase: string): `0x${string}` {
  if (crypto.kdf === 'scrypt' && Math.log2(crypto.kdfparams.n) < 16 * crypto.kdfparams.r) {
    const { n, r, p, salt } = crypto.kdfparams;
    return encodeHex(
      scrypt({
        password: encodeUtf8(passphrase),
        salt: decodeHex(`0x${bareHex(salt)}`),
        costLog2: Math.log2(n),
        blockSize: r,
        parallelism: p,
        lengthBytes: KEY_BYTES,
      }),
    );
  }
  const key = toKey(bare, { password: passphrase });
  return typeof key === 'function' ? key() : key;
}

function withoutPrefixes({ crypto, id = '' }: Keystore): OxKeystore {
  const { cipher, kdf, kdfparams } = crypto;
  return {
    version: 3,
    id,
    crypto: {
      cipher,
      ciphertext: bareHex(crypto.ciphertext),
      cipherparams: { iv: bareHex(crypto.cipherparams.iv) },
      kdf,
      kdfparams: { ...kdfparams, salt: bareHex(kdfparams.salt) },
      mac: bareHex(crypto.mac),
    } as OxKeystore['crypto'],
  };
}

function bareHex(hex: string): string {
  return hex.toLowerCase().replace(/^0x/, '');
}

function doesNotOpen(): DatacarError {
  return invalid('The keystore does not open: the passphrase is wrong or the file was changed.');
}

function invalid(message: string, cause?: unknown): DatacarError {
  return new DatacarError('KEYSTORE_INVALID', message, { cause });
}

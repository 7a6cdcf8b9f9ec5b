// SPDX-License-Identifier: Apache-2.0
import { decrypt, type Keystore as OxKeystore, toKey } from 'ox/Keystore';
import { encodeHex } from '../encoding/encodeHex.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import { accountOfKey } from './accountOfKey.ts';
import { type Keystore, keystoreSchema } from './Keystore.ts';

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
    privateKey = decrypt(bare, toKey(bare, { password: passphrase }), { as: 'Bytes' });
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

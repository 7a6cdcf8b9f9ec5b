// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod';

const hex = (bytes: number) => z.string().regex(new RegExp(`^(0x)?[0-9a-fA-F]{${2 * bytes}}$`));
const salt = z.string().regex(/^(0x)?([0-9a-fA-F]{2}){1,128}$/);
const common = {
  cipher: z.literal('aes-128-ctr'),
  cipherparams: z.object({ iv: hex(16) }),
  /** Early clients left out the zeros that a key began with. */
  ciphertext: z.string().regex(/^(0x)?([0-9a-fA-F]{2}){1,32}$/),
  mac: hex(32),
};

/** scrypt takes 128 · n · r bytes of memory; a file may ask for half a gigabyte, twice what clients write. */
const scryptBytesMax = 2 ** 29;
/** n · r · p is the work; eight times what clients write. */
const scryptWorkMax = 2 ** 24;
/** Four times what OWASP asks for, and forty times what clients write. */
const pbkdf2RoundsMax = 10_000_000;

const scrypt = z
  .object({
    dklen: z.literal(32),
    n: z.int().min(2),
    r: z.int().min(1),
    p: z.int().min(1),
    salt,
  })
  .refine(({ n }) => Number.isInteger(Math.log2(n)), { error: 'n is not a power of two' })
  .refine(({ n, r, p }) => 128 * n * r <= scryptBytesMax && n * r * p <= scryptWorkMax, {
    error: 'it asks for more memory or work than a keystore may',
  });

const pbkdf2 = z.object({
  dklen: z.literal(32),
  c: z.int().min(1).max(pbkdf2RoundsMax, { error: 'it asks for more work than a keystore may' }),
  prf: z.literal('hmac-sha256'),
  salt,
});

/**
 * A private key in a file, encrypted under a passphrase: Web3 Secret Storage, version 3. Fields beyond the definition
 * are let pass, as every client has some.
 */
export const keystoreSchema = z.object({
  version: z.literal(3),
  id: z.string().max(64).optional(),
  /** Hex without 0x, as most clients add it; not covered by the encryption. */
  address: z
    .string()
    .regex(/^(0x)?[0-9a-fA-F]{40}$/)
    .optional(),
  crypto: z.discriminatedUnion('kdf', [
    z.object({ ...common, kdf: z.literal('scrypt'), kdfparams: scrypt }),
    z.object({ ...common, kdf: z.literal('pbkdf2'), kdfparams: pbkdf2 }),
  ]),
});

export type Keystore = z.infer<typeof keystoreSchema>;

// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ed25519PublicKey, p256GenerateKey, p256PublicKey } from '@datacar/core/crypto/nodeCrypto';
import type { SealingKey } from '@datacar/core/wallet/deriveSealKey';
import { openSecret } from '@datacar/core/wallet/openSecret';
import { sealSecret } from '@datacar/core/wallet/sealSecret';
import { bytesToHex, type LocalAccount } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import type { HomePaths } from '../home/HomePaths.ts';
import { writeFileDurably } from '../home/writeFileDurably.ts';

/** Everything with which a server signs, and what it keeps secrets with. */
export interface ServerKeys {
  /** Of this machine: owns the demonstration cars and is the operator. */
  owner: LocalAccount;
  /** The institution that runs this server. */
  member: LocalAccount;
  /** Anchors, and nothing else. */
  anchor: LocalAccount;
  /** Ed25519: signs checkpoints. */
  note: { privateKey: Uint8Array; publicKey: Uint8Array };
  /** P-256: signs acknowledgements. */
  ack: { privateKey: Uint8Array; publicKey: Uint8Array };
  /** P-256: certifies device keys. */
  certificate: { privateKey: Uint8Array; publicKey: Uint8Array };
  /** 32 bytes: keeps VIN tags from being guessed. */
  vinPepper: Uint8Array;
  /** 32 bytes: seals the keys above and the documents. */
  master: Uint8Array;
}

/** Opens the keys of a home, making those that are missing. */
export async function openServerKeys(paths: HomePaths, sealedWith: SealingKey): Promise<ServerKeys> {
  const random = () => new Uint8Array(randomBytes(32));
  const ethereum = () => Buffer.from(generatePrivateKey().slice(2), 'hex');
  // The passphrase opens two files only, because each costs it half a second.
  const master = await openKey(join(paths.keys, 'master.json'), {
    sealedWith,
    purpose: 'master',
    make: random,
  });
  const owner = await openKey(join(paths.accounts, 'owner.json'), {
    sealedWith,
    purpose: 'account',
    make: ethereum,
  });

  const open = (purpose: string, make: () => Uint8Array) =>
    openKey(join(paths.keys, `${purpose}.json`), {
      sealedWith: { type: 'machine', secret: master },
      purpose,
      make,
    });
  const note = await open('note', random);
  const ack = await open('ack', p256GenerateKey);
  const certificate = await open('certificate', p256GenerateKey);
  return {
    owner: privateKeyToAccount(bytesToHex(owner)),
    member: privateKeyToAccount(bytesToHex(await open('member', ethereum))),
    anchor: privateKeyToAccount(bytesToHex(await open('anchor', ethereum))),
    note: { privateKey: note, publicKey: ed25519PublicKey(note) },
    ack: { privateKey: ack, publicKey: p256PublicKey(ack) },
    certificate: { privateKey: certificate, publicKey: p256PublicKey(certificate) },
    vinPepper: await open('vin-pepper', random),
    master,
  };
}

async function openKey(
  path: string,
  { sealedWith, purpose, make }: { sealedWith: SealingKey; purpose: string; make: () => Uint8Array },
): Promise<Uint8Array> {
  try {
    return openSecret({ sealed: JSON.parse(await readFile(path, 'utf8')), sealedWith, purpose });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = make();
  await writeFileDurably(path, `${JSON.stringify(sealSecret({ secret, sealedWith, purpose }))}\n`);
  return secret;
}

// SPDX-License-Identifier: Apache-2.0
// The certificate library needs it to be there first.
import 'reflect-metadata';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { Sealer } from '@datacar/store/records/DataKeys';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { z } from 'zod';
import { writeFileDurably } from '../home/writeFileDurably.ts';
import type { LanNames } from './lanNames.ts';
import { encodeNameConstraints, NAME_CONSTRAINTS_OID } from './nameConstraints.ts';

const DAY_MS = 24 * 3_600_000;
/** Ten years: each renewal would have to be trusted on every phone again. */
const AUTHORITY_LIFETIME_MS = 3_650 * DAY_MS;
/** Browsers refuse certificates for longer than 398 days. */
export const LEAF_LIFETIME_MS = 397 * DAY_MS;
/** Clocks of phones may be behind. */
const BACKDATED_MS = DAY_MS;
const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const storedSchema = z.object({
  /** Those that it can vouch for. */
  names: z.array(z.string()),
  /** PKCS #8, base64. */
  privateKey: z.string(),
  /** DER, base64. */
  certificate: z.string(),
});

/** A certificate of this server with its key, PEM, as TLS takes them. */
export interface ServerCertificate {
  key: string;
  /** With the authority's behind it. */
  cert: string;
  expiresAtMs: number;
}

/** The local authority: it vouches for this server's names in the local network, and can for nothing else. */
export interface Authority {
  /** As a phone shows it. */
  name: string;
  /** DER. */
  certificate: Uint8Array;
  /** SHA-256 of the certificate, `AB:CD:…`. */
  fingerprint: string;
  expiresAtMs: number;
  issue(names: LanNames): Promise<ServerCertificate>;
}

/** Opens the authority of a home, or makes it. Its key is sealed like the server's other keys. */
export async function openAuthority(
  { path, names }: { path: string; names: LanNames },
  { sealer, clock }: { sealer: Sealer; clock: () => number },
): Promise<Authority> {
  const known = await readStored(path, sealer);
  // A machine that has another name now needs an authority that may vouch for it.
  const isFit = known !== undefined && names.names.every((name) => known.names.includes(name));
  const stored = isFit ? known : await makeAuthority({ path, names }, { sealer, clock });
  const certificate = new X509Certificate(Buffer.from(stored.certificate, 'base64'));
  const privateKey = await webcrypto.subtle.importKey(
    'pkcs8',
    Buffer.from(stored.privateKey, 'base64'),
    ALGORITHM,
    false,
    ['sign'],
  );
  const bytes = new Uint8Array(certificate.rawData);
  return {
    name: certificate.subjectName.getField('CN')[0] ?? 'Datacar',
    certificate: bytes,
    fingerprint: fingerprintOf(bytes),
    expiresAtMs: certificate.notAfter.getTime(),
    issue: (leafNames) => issue(leafNames, { authority: certificate, privateKey, clock }),
  };
}

async function readStored(path: string, sealer: Sealer) {
  try {
    const opened = await sealer.open(JSON.parse(await readFile(path, 'utf8')));
    return storedSchema.parse(JSON.parse(Buffer.from(opened).toString()));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function makeAuthority(
  { path, names }: { path: string; names: LanNames },
  { sealer, clock }: { sealer: Sealer; clock: () => number },
) {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const [firstName = 'this machine'] = names.names;
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: `CN=Datacar on ${firstName}, O=Datacar local authority`,
      notBefore: new Date(clock() - BACKDATED_MS),
      notAfter: new Date(clock() + AUTHORITY_LIFETIME_MS),
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
        new Extension(
          NAME_CONSTRAINTS_OID,
          true,
          new Uint8Array(encodeNameConstraints([...names.names, 'localhost'])),
        ),
      ],
    },
    webcrypto as Crypto,
  );
  const privateKey = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const stored = {
    names: names.names,
    privateKey: privateKey.toString('base64'),
    certificate: Buffer.from(certificate.rawData).toString('base64'),
  };
  const sealed = await sealer.seal(Buffer.from(JSON.stringify(stored)));
  await writeFileDurably(path, `${JSON.stringify(sealed)}\n`);
  return stored;
}

async function issue(
  { names, addresses }: LanNames,
  {
    authority,
    privateKey,
    clock,
  }: { authority: X509Certificate; privateKey: CryptoKey; clock: () => number },
): Promise<ServerCertificate> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const notAfter = new Date(
    Math.min(clock() + LEAF_LIFETIME_MS - BACKDATED_MS, authority.notAfter.getTime()),
  );
  const all = [...names, 'localhost', ...addresses, '127.0.0.1'];
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(),
      subject: `CN=${names[0] ?? 'localhost'}`,
      issuer: authority.subject,
      notBefore: new Date(clock() - BACKDATED_MS),
      notAfter,
      publicKey: keys.publicKey,
      signingKey: privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([SERVER_AUTHENTICATION]),
        new SubjectAlternativeNameExtension(
          all.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
        ),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
        await AuthorityKeyIdentifierExtension.create(authority.publicKey),
      ],
    },
    webcrypto as Crypto,
  );
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    key: pemOf('PRIVATE KEY', key),
    cert: `${certificate.toString('pem')}\n${authority.toString('pem')}\n`,
    expiresAtMs: notAfter.getTime(),
  };
}

/** Positive, 20 bytes at most (RFC 5280, section 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x01;
  return bytes.toString('hex');
}

function fingerprintOf(certificate: Uint8Array): string {
  const hex = createHash('sha256').update(certificate).digest('hex').toUpperCase();
  return hex.replace(/(..)(?=.)/g, '$1:');
}

function pemOf(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').replace(/(.{64})(?=.)/g, '$1\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

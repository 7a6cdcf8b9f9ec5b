// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeHex } from '@datacar/core/encoding/decodeHex';
import { encodeBase64Url } from '@datacar/core/encoding/encodeBase64Url';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { equalBytes } from '@datacar/core/encoding/equalBytes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { decodeKeyCertificate } from '@datacar/core/records/decodeKeyCertificate';
import { signEnrolment } from '@datacar/core/records/signEnrolment';
import { trustAnchorsCodec } from '@datacar/core/records/trustAnchorsCodec';
import { verifyKeyCertificate } from '@datacar/core/records/verifyKeyCertificate';
import type { SealingKey } from '@datacar/core/wallet/deriveSealKey';
import { createClient } from '@datacar/sdk/client/createClient';
import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
import { readTrust } from '@datacar/sdk/consortium/readTrust';
import {
  type EnrolDeviceReturnType,
  enrolDevice as requestEnrolment,
} from '@datacar/sdk/vehicles/enrolDevice';
import {
  type DeviceIdentity,
  type IdentityFile,
  readIdentity,
  writeIdentity,
} from '../folder/DeviceIdentity.ts';
import { makeDeviceKey, openDeviceKey, removeOtherKeys } from '../folder/deviceKey.ts';
import { lockFolder } from '../folder/lockFolder.ts';
import { writeFileDurably } from '../folder/writeFileDurably.ts';
import { hasStreamQueue, openStreamQueue } from '../queue/openStreamQueue.ts';

export interface EnrolDeviceParameters {
  folder: string;
  /** Where the server is. */
  server: string;
  code: string;
  sealedWith: SealingKey;
  /** Replaces a key although batches that it signed are not sent yet. */
  isUnsentAbandoned?: boolean;
}

export interface EnrolledDevice {
  identity: DeviceIdentity;
  /** The same code was used for this folder before. */
  wasEnrolled: boolean;
}

interface PendingEnrolment {
  version: 1;
  /** Of the one-time code, which itself is never written down. */
  codeHash: string;
  publicKey: string;
}

const PENDING_FILE = 'enrolment.json';
const DONE_FILE = 'enrolled.json';

/**
 * Makes this car's device key and registers it with a one-time code. The key is on the disk before the code is used:
 * when the answer is lost, calling it again with the same code finishes the work with the same key. With a new code
 * a car that is enrolled already replaces its key.
 *
 * @throws DatacarError BATCHES_UNSENT, ENROLMENT_CODE_INVALID, SERVER_UNREACHABLE, SIGNATURE_INVALID, FOLDER_LOCKED
 */
export async function enrolDevice(
  { folder, server, code, sealedWith, isUnsentAbandoned = false }: EnrolDeviceParameters,
  { clock }: { clock: () => number },
): Promise<EnrolledDevice> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  try {
    const codeHash = createHash('sha256').update(code).digest('hex');
    const before = await readIdentity(folder);
    const done = await readJson<{ codeHash: string }>(join(folder, DONE_FILE));
    if (before !== undefined && done?.codeHash === codeHash) return { identity: before, wasEnrolled: true };

    const client = createClient({ url: server });
    const description = await readServerDescription(client);
    if (before !== undefined) {
      requireSameLog(before, { log: description.log.origin, folder });
      if (!isUnsentAbandoned) await requireNothingUnsent(folder, clock);
    }
    const publicKey = await pendingKey({ folder, codeHash, sealedWith });
    const privateKey = await openDeviceKey(folder, { publicKey, sealedWith });
    const answer = await requestEnrolment(client, {
      code,
      publicKey: encodeBase64Url(publicKey),
      signature: encodeBase64Url(signEnrolment(code, privateKey)),
    });
    const trust = trustAnchorsCodec.decode(await readTrust(client));
    requireOwnCertificate({ answer, publicKey, trust });
    if (description.log.origin !== answer.log || description.ackKey !== answer.ackKey)
      throw new DatacarError('RESPONSE_INVALID', 'The server names two different logs or keys for itself.');
    if (before !== undefined && String(before.vehicle) !== answer.vehicle) throw otherCarError(folder);

    await writeIdentity(folder, {
      version: 1,
      server: client.url,
      mqttUrl: answer.mqttUrl,
      vehicle: answer.vehicle,
      keyIndex: answer.keyIndex,
      ownerEpoch: answer.ownerEpoch,
      source: answer.source,
      publicKey: encodeHex(publicKey),
      certificate: answer.certificate,
      chainId: answer.chainId,
      genesisHash: answer.genesisHash as IdentityFile['genesisHash'],
      registry: answer.registry,
      ackKey: answer.ackKey,
      noteKey: description.log.noteKey,
      log: answer.log,
      enrolledAtMs: clock(),
    });
    await writeFileDurably(join(folder, DONE_FILE), JSON.stringify({ codeHash }));
    await rm(join(folder, PENDING_FILE), { force: true });
    await removeOtherKeys(folder, publicKey);
    const identity = await readIdentity(folder);
    if (identity === undefined) throw new Error(`${folder} lost what was just written`);
    return { identity, wasEnrolled: false };
  } finally {
    await unlock();
  }
}

/** What a folder has signed belongs to one chain and one log, whose name says both. */
function requireSameLog(before: DeviceIdentity, { log, folder }: { log: string; folder: string }): void {
  if (before.log !== log) throw otherCarError(folder);
}

function otherCarError(folder: string): DatacarError {
  return new DatacarError(
    'CHAIN_MISMATCH',
    `${folder} is the folder of another car, or of a car on another chain. Use a folder of its own.`,
    { details: { folder } },
  );
}

/** The key that an interrupted enrolment with the same code made, or a new one. */
async function pendingKey({
  folder,
  codeHash,
  sealedWith,
}: {
  folder: string;
  codeHash: string;
  sealedWith: SealingKey;
}): Promise<Uint8Array> {
  const pending = await readJson<PendingEnrolment>(join(folder, PENDING_FILE));
  if (pending?.codeHash === codeHash) return decodeHex(pending.publicKey, 65);
  const publicKey = await makeDeviceKey(folder, sealedWith);
  const record: PendingEnrolment = { version: 1, codeHash, publicKey: encodeHex(publicKey) };
  await writeFileDurably(join(folder, PENDING_FILE), JSON.stringify(record));
  return publicKey;
}

async function readJson<Content>(path: string): Promise<Content | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Replacing a key makes gaps of what it has signed and not sent: the server then takes only what it knows. */
async function requireNothingUnsent(folder: string, clock: () => number): Promise<void> {
  let waiting = 0;
  for (const name of await readdir(join(folder, 'streams')).catch(() => [])) {
    const path = join(folder, 'streams', name);
    if (!(await hasStreamQueue(path))) continue;
    const unlockStream = await lockFolder(path);
    try {
      const queue = await openStreamQueue({ folder: path }, { clock });
      waiting += queue.counts().waiting;
      await queue.close();
    } finally {
      await unlockStream();
    }
  }
  if (waiting === 0) return;
  throw new DatacarError(
    'BATCHES_UNSENT',
    `${waiting} batches that the present key has signed are not sent yet, and would become gaps. Run the agent until they are, or give them up with --abandon.`,
    { details: { folder, waiting } },
  );
}

/** The certificate is for this very key and car, and a member that the trust names has signed it. */
function requireOwnCertificate({
  answer,
  publicKey,
  trust,
}: {
  answer: EnrolDeviceReturnType;
  publicKey: Uint8Array;
  trust: ReturnType<typeof trustAnchorsCodec.decode>;
}): void {
  const cose = Uint8Array.from(Buffer.from(answer.certificate, 'base64url'));
  const claimed = decodeKeyCertificate(cose);
  const issuer = trust.members.find(({ account }) => equalBytes(account, claimed.issuer));
  const isOurs =
    equalBytes(claimed.publicKey, publicKey) &&
    claimed.vehicle === Number(answer.vehicle) &&
    claimed.keyIndex === answer.keyIndex &&
    claimed.chainId === answer.chainId &&
    encodeHex(claimed.genesisHash) === answer.genesisHash &&
    encodeHex(claimed.registry) === answer.registry.toLowerCase();
  const isSigned = issuer?.certificateKeys.some((key) => {
    try {
      verifyKeyCertificate(cose, key);
      return true;
    } catch {
      return false;
    }
  });
  if (isOurs && isSigned === true) return;
  throw new DatacarError(
    'SIGNATURE_INVALID',
    isOurs
      ? 'The certificate of the new key is not signed by a member that the server itself names.'
      : 'The certificate that the server gave is for another key or another car.',
  );
}

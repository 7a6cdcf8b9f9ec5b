// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { p256GenerateKey, p256PublicKey } from '@datacar/core/crypto/nodeCrypto';
import { decodeHex } from '@datacar/core/encoding/decodeHex';
import { encodeBase64Url } from '@datacar/core/encoding/encodeBase64Url';
import type { Batch } from '@datacar/core/records/Batch';
import type { BatchHeader } from '@datacar/core/records/BatchHeader';
import { buildBatch } from '@datacar/core/records/buildBatch';
import { encodeBatch } from '@datacar/core/records/encodeBatch';
import type { Reading } from '@datacar/core/records/Reading';
import { signDeviceToken } from '@datacar/core/records/signDeviceToken';
import { signEnrolment } from '@datacar/core/records/signEnrolment';
import { catalogueId } from '@datacar/core/signals/catalogueId';
import { signalByPath } from '@datacar/core/signals/signalByPath';
import { valueKindOf } from '@datacar/core/signals/valueKindOf';
import type { TestApi } from './createTestApi.ts';

export interface TestCar {
  id: string;
  privateKey: Uint8Array;
  publicKey: Uint8Array;
  enrolment: Record<string, string> & { keyIndex: number; ownerEpoch: number; chainId: number };
  /** A device token, good for an hour. */
  token(nowMs?: number): string;
  /** The next batch of its stream, or one with another header. */
  build(readings: readonly Reading[], header?: Partial<BatchHeader>): Batch;
  /** Builds the next batch and remembers that it was the last. */
  next(readings: readonly Reading[], header?: Partial<BatchHeader>): { batch: Batch; wire: Uint8Array };
  send(wire: Uint8Array): ReturnType<TestApi['call']>;
}

let vins = 0;

/** A VIN that no other test car has. */
export function createTestVin(): string {
  vins += 1;
  return `VF1TEST${String(process.pid % 100_000).padStart(5, '0')}${String(vins).padStart(5, '0')}`;
}

/** Registers a car as the server's owner and enrols a device key for it, all over HTTP. */
export async function enrolTestCar(
  testServer: TestApi,
  { vin = createTestVin(), source = 'software' }: { vin?: string; source?: 'software' | 'simulated' } = {},
): Promise<TestCar> {
  const session = await testServer.signIn();
  const { json: registered } = await testServer.call('POST', '/v1/vehicles', {
    token: session,
    body: { vin, model: 'Test car', source },
  });
  const code = registered.enrolmentCode as string;
  return enrolWithCode(testServer, { id: registered.id, code });
}

/** Enrols a fresh key with a code. */
export async function enrolWithCode(
  testServer: TestApi,
  { id, code, privateKey = p256GenerateKey() }: { id: string; code: string; privateKey?: Uint8Array },
): Promise<TestCar> {
  const publicKey = p256PublicKey(privateKey);
  const signature = signEnrolment(code, privateKey);
  const { status, json: enrolment } = await testServer.call('POST', '/v1/enrolments', {
    body: { code, publicKey: encodeBase64Url(publicKey), signature: encodeBase64Url(signature) },
  });
  if (status !== 200) throw new Error(`enrolment refused: ${JSON.stringify(enrolment)}`);
  return createTestCar(testServer, { id, privateKey, publicKey, enrolment });
}

function createTestCar(
  testServer: TestApi,
  { id, privateKey, publicKey, enrolment }: Pick<TestCar, 'id' | 'privateKey' | 'publicKey' | 'enrolment'>,
): TestCar {
  const hex = (name: string) => decodeHex(String(enrolment[name]).toLowerCase());
  const scope = { chainId: enrolment.chainId, genesisHash: hex('genesisHash'), registry: hex('registry') };
  let last: Batch | undefined;

  function build(readings: readonly Reading[], changes: Partial<BatchHeader> = {}): Batch {
    const times = readings.map(({ timeMs }) => timeMs);
    const fromMs = changes.fromMs ?? last?.header.toMs ?? Math.min(...times);
    const header: Omit<BatchHeader, 'version' | 'count' | 'root'> = {
      ...scope,
      vehicle: Number(id),
      keyIndex: enrolment.keyIndex,
      ownerEpoch: enrolment.ownerEpoch,
      stream: new Uint8Array(32),
      source: enrolment.source === 'simulated' ? 'simulated' : 'software',
      sequence: last === undefined ? 0 : last.header.sequence + 1,
      previousHash: last?.headerHash ?? new Uint8Array(32),
      fromMs,
      toMs: changes.toMs ?? fromMs + 60_000,
      catalogue: catalogueId,
      nextByMs: 0,
      ...changes,
    };
    const kindOf = (path: string) => {
      const signal = signalByPath(path);
      return signal && valueKindOf(signal.type);
    };
    return buildBatch({ readings, header, secret: new Uint8Array(randomBytes(32)), privateKey, kindOf });
  }

  const token = (nowMs = Date.now()) =>
    signDeviceToken(
      {
        version: 1,
        ...scope,
        vehicle: Number(id),
        keyIndex: enrolment.keyIndex,
        log: String(enrolment.log),
        issuedAtMs: nowMs,
        expiresAtMs: nowMs + 3_600_000,
      },
      privateKey,
    );

  return {
    id,
    privateKey,
    publicKey,
    enrolment,
    token,
    build,
    next(readings, header) {
      last = build(readings, header);
      return { batch: last, wire: encodeBatch(last) };
    },
    send: (wire) => testServer.call('POST', `/v1/vehicles/${id}/batches`, { token: token(), body: wire }),
  };
}

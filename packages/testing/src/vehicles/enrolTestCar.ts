// SPDX-License-Identifier: Apache-2.0
import { p256GenerateKey, p256PublicKey, randomBytes } from '@datacar/core/crypto/nodeCrypto';
import { decodeHex } from '@datacar/core/encoding/decodeHex';
import { encodeBase64Url } from '@datacar/core/encoding/encodeBase64Url';
import type { Batch } from '@datacar/core/records/Batch';
import type { BatchHeader } from '@datacar/core/records/BatchHeader';
import { buildBatch } from '@datacar/core/records/buildBatch';
import { encodeBatch } from '@datacar/core/records/encodeBatch';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import type { Reading } from '@datacar/core/records/Reading';
import { signDeviceToken } from '@datacar/core/records/signDeviceToken';
import { signEnrolment } from '@datacar/core/records/signEnrolment';
import { signalByPath } from '@datacar/core/signals/signalByPath';
import { valueKindOf } from '@datacar/core/signals/valueKindOf';
import { createClient } from '@datacar/sdk/client/createClient';
import { enrolDevice } from '@datacar/sdk/vehicles/enrolDevice';

export interface TestBatchOptions {
  readings: Reading[];
  sequence: number;
  /** The batch before; without it the link is the zero hash. */
  previous?: Pick<Batch, 'headerHash'> | undefined;
  fromMs: number;
  toMs: number;
  /** Fields that are to differ from what an honest car would write. */
  header?: Partial<BatchHeader>;
}

/** A device that does what the test says, honest or not; the formats are the real ones. */
export interface TestCar {
  vehicle: string;
  privateKey: Uint8Array;
  build(options: TestBatchOptions): Batch;
  send(batch: Batch): Promise<IngestAnswer>;
  /** Sends any bytes as a batch, and gives the answer whatever it is. */
  sendBytes(bytes: Uint8Array): Promise<{ status: number; answer: IngestAnswer }>;
}

/** Makes a device key and registers it with a one-time code. */
export async function enrolTestCar({ url, code }: { url: string; code: string }): Promise<TestCar> {
  const privateKey = p256GenerateKey();
  const enrolled = await enrolDevice(createClient({ url }), {
    code,
    publicKey: encodeBase64Url(p256PublicKey(privateKey)),
    signature: encodeBase64Url(signEnrolment(code, privateKey)),
  });
  const identity = {
    chainId: enrolled.chainId,
    genesisHash: decodeHex(enrolled.genesisHash),
    registry: decodeHex(enrolled.registry.toLowerCase()),
    vehicle: Number(enrolled.vehicle),
    keyIndex: enrolled.keyIndex,
  };
  const sendBytes = async (bytes: Uint8Array) => {
    const now = Date.now();
    const token = signDeviceToken(
      { version: 1, ...identity, log: enrolled.log, issuedAtMs: now, expiresAtMs: now + 600_000 },
      privateKey,
    );
    const response = await fetch(`${url}/v1/vehicles/${enrolled.vehicle}/batches`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cbor' },
      body: bytes as Uint8Array<ArrayBuffer>,
    });
    return { status: response.status, answer: (await response.json()) as IngestAnswer };
  };
  return {
    vehicle: enrolled.vehicle,
    privateKey,
    sendBytes,
    send: async (batch) => (await sendBytes(encodeBatch(batch))).answer,
    build: ({ readings, sequence, previous, fromMs, toMs, header }) =>
      buildBatch({
        readings,
        header: {
          ...identity,
          ownerEpoch: enrolled.ownerEpoch,
          stream: new Uint8Array(32),
          source: 'software',
          sequence,
          previousHash: previous?.headerHash ?? new Uint8Array(32),
          fromMs,
          toMs,
          catalogue: decodeHex(enrolled.catalogue),
          nextByMs: toMs + 120_000,
          ...header,
        },
        secret: randomBytes(32),
        privateKey,
        kindOf: (path) => {
          const signal = signalByPath(path);
          return signal && valueKindOf(signal.type);
        },
      }),
  };
}

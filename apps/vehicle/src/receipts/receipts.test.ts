// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { p256GenerateKey } from '@datacar/core/crypto/nodeCrypto';
import { encodeBase64Url } from '@datacar/core/encoding/encodeBase64Url';
import { MAX_DEVICE_TOKEN_MS } from '@datacar/core/records/DeviceToken';
import { signAcknowledgement } from '@datacar/core/records/signAcknowledgement';
import { verifyDeviceToken } from '@datacar/core/records/verifyDeviceToken';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Device } from '../folder/Device.ts';
import { makeTestDevice } from '../folder/makeTestDevice.ts';
import type { QueueEntry } from '../queue/StreamQueue.ts';
import { createAnswerVerifier } from './createAnswerVerifier.ts';
import { createDeviceTokens } from './createDeviceTokens.ts';

const ackPrivateKey = p256GenerateKey();
const headerHash = new Uint8Array(32).fill(9);
const entry = { sequence: 4, headerHash: Buffer.from(headerHash).toString('hex') } as QueueEntry;

let folder: string;
let device: Device;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datacar-receipts-'));
  device = await makeTestDevice(folder, { ackPrivateKey });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function answerWith(changes: object = {}, key = ackPrivateKey) {
  const { chainId, genesisHash, log } = device.identity;
  const acknowledgement = signAcknowledgement(
    { version: 1, chainId, genesisHash, headerHash, log, receivedAtMs: 10, includeByMs: 20, ...changes },
    key,
  );
  return {
    headerHash: `0x${entry.headerHash}` as const,
    sequence: 4,
    acknowledgement: encodeBase64Url(acknowledgement),
    readings: { added: 3, duplicates: 2, conflicts: 1 },
  };
}

describe('an acknowledgement', () => {
  test('of the pinned server for this batch counts', () => {
    expect(createAnswerVerifier(device.identity)(answerWith(), entry)).toMatchObject({
      sequence: 4,
      added: 3,
      duplicates: 2,
      conflicts: 1,
      receivedAtMs: 10,
      includeByMs: 20,
    });
  });

  test.each([
    ['another key', () => answerWith({}, p256GenerateKey())],
    ['another batch', () => answerWith({ headerHash: new Uint8Array(32).fill(8) })],
    ['another log', () => answerWith({ log: 'datacar/5/0x0/1' })],
    ['another chain', () => answerWith({ chainId: 6 })],
    ['another genesis', () => answerWith({ genesisHash: new Uint8Array(32) })],
    ['no signature at all', () => ({ ...answerWith(), acknowledgement: undefined })],
    ['garbage', () => ({ ...answerWith(), acknowledgement: 'AAAA' })],
  ])('with %s does not', (_what, make) => {
    const { acknowledgement, ...rest } = make();
    const answer = acknowledgement === undefined ? rest : { ...rest, acknowledgement };
    expect(() => createAnswerVerifier(device.identity)(answer, entry)).toThrowError(
      expect.objectContaining({ code: 'ACKNOWLEDGEMENT_INVALID' }),
    );
  });
});

test('a password is signed by the car, for an hour, and reused until shortly before its end', () => {
  let nowMs = 1_000_000;
  const getToken = createDeviceTokens(device, { clock: () => nowMs });
  const first = getToken();
  const signed = verifyDeviceToken({
    text: first.token,
    publicKey: device.identity.publicKey,
    nowMs,
    expected: device.identity,
  });
  expect(signed).toMatchObject({
    vehicle: 1,
    log: device.identity.log,
    issuedAtMs: nowMs,
    expiresAtMs: nowMs + MAX_DEVICE_TOKEN_MS,
  });
  nowMs = first.renewAtMs - 1;
  expect(getToken()).toBe(first);
  nowMs = first.renewAtMs;
  expect(getToken().token).not.toBe(first.token);
  expect(first.renewAtMs).toBeLessThan(signed.expiresAtMs - 60_000);
});

// SPDX-License-Identifier: Apache-2.0
// For tests: a folder as enrolment leaves it, of a car that no server knows.
import { p256GenerateKey, p256PublicKey } from '@datacar/core/crypto/nodeCrypto';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import type { Device } from './Device.ts';
import { writeIdentity } from './DeviceIdentity.ts';
import { makeDeviceKey } from './deviceKey.ts';
import { openDevice } from './openDevice.ts';
import { readSealingKey } from './sealingKey.ts';

/** Makes a device whose server does not answer; `ackKey` is the private key of the acknowledgements it believes. */
export async function makeTestDevice(
  folder: string,
  { ackPrivateKey = p256GenerateKey(), server = 'http://127.0.0.1:9' } = {},
): Promise<Device> {
  const sealedWith = await readSealingKey({ folder }, { environment: {} });
  const publicKey = await makeDeviceKey(folder, sealedWith);
  await writeIdentity(folder, {
    version: 1,
    server,
    mqttUrl: null,
    vehicle: '1',
    keyIndex: 0,
    ownerEpoch: 0,
    source: 'software',
    publicKey: encodeHex(publicKey),
    certificate: '',
    chainId: 5,
    genesisHash: encodeHex(new Uint8Array(32).fill(1)),
    registry: encodeHex(new Uint8Array(20).fill(2)),
    ackKey: encodeHex(p256PublicKey(ackPrivateKey)),
    noteKey: encodeHex(new Uint8Array(32).fill(3)),
    log: 'datacar/5/0x0000000000000000000000000000000000000000/0',
    enrolledAtMs: 0,
  });
  return openDevice({ folder }, { environment: {} });
}

// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { openDocument } from '../documents/openDocument.ts';
import { createTurns } from '../internal/createTurns.ts';
import { damagedError } from '../internal/files/storageError.ts';
import type { DataKey, DataKeys, Sealer } from './DataKeys.ts';

interface StoredKey {
  keyId: string;
  vehicle: number;
  ownerEpoch: number;
  secret: string;
}

/** The file: everything but the version is sealed. */
interface KeyFile {
  version: 1;
  /** What the sealer gave; null while there is no key. */
  keys: unknown;
}

/**
 * Opens the sealed file of data keys (mode 0600). Destroying a key makes everything sealed with it unreadable, in
 * the batch log and in every copy of it; a backup of this file brings it back, so it must not outlive an erase.
 */
export async function openDataKeys(
  { path }: { path: string },
  { sealer }: { sealer: Sealer },
): Promise<DataKeys> {
  const document = await openDocument<KeyFile>({
    path,
    initial: { version: 1, keys: null },
    validate: validateKeyFile,
  });
  const byId = new Map<string, DataKey>();
  const byEpoch = new Map<string, DataKey>();
  const making = new Map<string, Promise<DataKey>>();
  for (const key of await unseal(document.value, { path, sealer })) add(key);

  function add(key: DataKey): void {
    byId.set(hex(key.keyId), key);
    byEpoch.set(epochName(key), key);
  }

  function save(keys: readonly DataKey[]): Promise<KeyFile> {
    return document.update(async () => ({ version: 1, keys: await sealer.seal(encodeKeys(keys)) }));
  }

  /** Changes of the set of keys run one after the other, each from what the one before left. */
  const inTurn = createTurns();

  async function make(vehicle: number, ownerEpoch: number): Promise<DataKey> {
    const key: DataKey = { keyId: randomBytes(16), vehicle, ownerEpoch, secret: randomBytes(32) };
    await save([...byId.values(), key]);
    add(key);
    return key;
  }

  return {
    current: (vehicle, ownerEpoch) => byEpoch.get(epochName({ vehicle, ownerEpoch })),
    async require(vehicle, ownerEpoch) {
      const name = epochName({ vehicle, ownerEpoch });
      const known = byEpoch.get(name);
      if (known !== undefined) return known;
      const underWay = making.get(name) ?? inTurn(() => make(vehicle, ownerEpoch));
      making.set(name, underWay);
      return underWay.finally(() => making.delete(name));
    },
    find: (keyId) => byId.get(hex(keyId)),
    keyIdsOf: (vehicle, ownerEpoch) =>
      [...byId.values()]
        .filter((key) => key.vehicle === vehicle && key.ownerEpoch === ownerEpoch)
        .map((key) => key.keyId),
    destroy: (keyIds) =>
      inTurn(async () => {
        const doomed = keyIds.map(hex).flatMap((id) => byId.get(id) ?? []);
        if (doomed.length === 0) return;
        // First, so that nothing is sealed with a dying key while the file is being written.
        for (const key of doomed) if (byEpoch.get(epochName(key)) === key) byEpoch.delete(epochName(key));
        await save([...byId.values()].filter((key) => !doomed.includes(key)));
        for (const key of doomed) {
          byId.delete(hex(key.keyId));
          key.secret.fill(0);
        }
      }),
  };
}

function validateKeyFile(value: unknown): KeyFile {
  const file = value as KeyFile;
  if (file?.version !== 1 || file.keys === undefined) throw new TypeError('it is no key file of version 1');
  return file;
}

async function unseal(
  { keys }: KeyFile,
  { path, sealer }: { path: string; sealer: Sealer },
): Promise<DataKey[]> {
  if (keys === null) return [];
  try {
    const stored = JSON.parse(Buffer.from(await sealer.open(keys)).toString()) as StoredKey[];
    return stored.map(({ keyId, secret, ...key }) => ({
      ...key,
      keyId: Buffer.from(keyId, 'hex'),
      secret: Buffer.from(secret, 'hex'),
    }));
  } catch (cause) {
    throw damagedError(path, 'it does not open with the key of this home', { cause });
  }
}

function encodeKeys(keys: readonly DataKey[]): Uint8Array {
  const stored = keys.map(({ keyId, secret, ...key }) => ({
    ...key,
    keyId: hex(keyId),
    secret: hex(secret),
  }));
  return Buffer.from(JSON.stringify(stored));
}

function epochName({ vehicle, ownerEpoch }: { vehicle: number; ownerEpoch: number }): string {
  return `${vehicle}:${ownerEpoch}`;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { openDocument } from '@datacar/store/documents/openDocument';
import type { BatchLog } from '@datacar/store/records/BatchLog';
import type { DataKeys } from '@datacar/store/records/DataKeys';
import type { Telemetry } from '@datacar/store/telemetry/Telemetry';
import { z } from 'zod';
import type { Ingest } from '../records/ingest/openIngest.ts';
import type { VehicleDocuments } from './openVehicleDocuments.ts';

const schema = z.array(
  z.object({ vehicle: z.int(), ownerEpoch: z.int(), askedAtMs: z.int(), isDone: z.boolean() }),
);

export interface ErasureDependencies {
  ingest: Ingest;
  batchLog: BatchLog;
  dataKeys: DataKeys;
  telemetry: Telemetry;
  documents: VehicleDocuments;
  vinTagOf: (vehicle: number) => string | undefined;
  clock: () => number;
}

export interface Erasures {
  /** Destroys an epoch's readings; when it resolves nobody can read them any more. */
  erase(vehicle: number, ownerEpoch: number): Promise<void>;
  isErased(vehicle: number, ownerEpoch: number): boolean;
}

/**
 * Erases on the owner's word. The wish is durable before anything is destroyed, so a kill in the middle leaves none
 * half erased: the next start goes on. The log keeps header hashes; what they stand for is gone with its key.
 */
export async function openErasures(
  { folder }: { folder: string },
  dependencies: ErasureDependencies,
): Promise<Erasures> {
  const { ingest, batchLog, dataKeys, telemetry, documents, vinTagOf, clock } = dependencies;
  const document = await openDocument({
    path: join(folder, 'erasures.json'),
    initial: [],
    validate: (value) => schema.parse(value),
  });

  async function carryOut(vehicle: number, ownerEpoch: number): Promise<void> {
    await ingest.runAlone(vehicle, async () => {
      const keyIds = dataKeys.keyIdsOf(vehicle, ownerEpoch);
      const appended = await batchLog.append(
        { type: 'erase', vehicle, ownerEpoch, erasedAtMs: clock(), keyIds },
        { isLeaf: false },
      );
      await dataKeys.destroy(keyIds);
      await telemetry.erase({ vehicle, ownerEpoch }, appended);
      const vinTag = vinTagOf(vehicle);
      if (vinTag !== undefined) await documents.erase(vinTag);
    });
    await document.update((erasures) =>
      erasures.map((erasure) =>
        isSame(erasure, { vehicle, ownerEpoch }) ? { ...erasure, isDone: true } : erasure,
      ),
    );
  }

  for (const { vehicle, ownerEpoch, isDone } of document.value)
    if (!isDone) await carryOut(vehicle, ownerEpoch);
  return {
    async erase(vehicle, ownerEpoch) {
      const wish = { vehicle, ownerEpoch, askedAtMs: clock(), isDone: false };
      await document.update((erasures) => [...erasures.filter((erasure) => !isSame(erasure, wish)), wish]);
      await carryOut(vehicle, ownerEpoch);
    },
    isErased: (vehicle, ownerEpoch) =>
      document.value.some((erasure) => isSame(erasure, { vehicle, ownerEpoch })),
  };
}

interface Epoch {
  vehicle: number;
  ownerEpoch: number;
}

function isSame(left: Epoch, right: Epoch): boolean {
  return left.vehicle === right.vehicle && left.ownerEpoch === right.ownerEpoch;
}

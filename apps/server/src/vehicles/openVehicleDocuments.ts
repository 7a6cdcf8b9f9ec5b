// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { openDocument } from '@datacar/store/documents/openDocument';
import type { Sealer } from '@datacar/store/records/DataKeys';
import { z } from 'zod';

const deviceSources = ['secureElement', 'software', 'simulated'] as const;

export type DeviceSource = (typeof deviceSources)[number];

const schema = z.record(
  z.string(),
  z.object({
    /** Where the device key is to live, as it was registered. */
    source: z.enum(deviceSources),
    /** VIN and disclosure salt, sealed; null when they were erased. */
    sealed: z.unknown(),
  }),
);

export interface VehicleSecrets {
  vin: string;
  /** 32 bytes: what turns the commitment on chain into the VIN. */
  salt: Uint8Array;
}

/** What this server keeps of the cars that it registered and that must not stand on the chain; by VIN tag. */
export interface VehicleDocuments {
  sourceOf(vinTag: string): DeviceSource | undefined;
  read(vinTag: string): Promise<VehicleSecrets | undefined>;
  write(vinTag: string, content: VehicleSecrets & { source: DeviceSource }): Promise<void>;
  erase(vinTag: string): Promise<void>;
}

export async function openVehicleDocuments(
  { folder }: { folder: string },
  { sealer }: { sealer: Sealer },
): Promise<VehicleDocuments> {
  const document = await openDocument({
    path: join(folder, 'vehicles.json'),
    initial: {},
    validate: (value) => schema.parse(value),
  });

  return {
    sourceOf: (vinTag) => document.value[vinTag]?.source,
    async read(vinTag) {
      const sealed = document.value[vinTag]?.sealed;
      if (sealed === undefined || sealed === null) return undefined;
      const { vin, salt } = JSON.parse(Buffer.from(await sealer.open(sealed)).toString()) as {
        vin: string;
        salt: string;
      };
      return { vin, salt: Buffer.from(salt, 'hex') };
    },
    async write(vinTag, { vin, salt, source }) {
      const plain = Buffer.from(JSON.stringify({ vin, salt: Buffer.from(salt).toString('hex') }));
      const sealed = await sealer.seal(plain);
      await document.update((documents) => ({ ...documents, [vinTag]: { source, sealed } }));
    },
    async erase(vinTag) {
      await document.update((documents) => {
        const known = documents[vinTag];
        return known === undefined ? documents : { ...documents, [vinTag]: { ...known, sealed: null } };
      });
    },
  };
}

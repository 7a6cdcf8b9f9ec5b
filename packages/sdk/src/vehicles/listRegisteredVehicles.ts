// SPDX-License-Identifier: Apache-2.0
import { vehicleRegistryAbi, vehicleRegistrySourceNames } from '@datacar/chain/generated/vehicleRegistry';
import { decodeUtf8 } from '@datacar/core/encoding/decodeUtf8';
import { hexToBytes } from 'viem';
import type { Client } from '../client/Client.ts';
import type { RpcHex } from '../consortium/RpcMethods.ts';
import { readContracts } from '../internal/readContracts.ts';

export interface ListRegisteredVehiclesParameters {
  /** Address of the contract VehicleRegistry. */
  vehicleRegistry: RpcHex;
  /** The first to list; by default the newest, downwards. */
  from?: number | undefined;
  /** At most this many; 25 by default. */
  limit?: number | undefined;
}

export interface RegisteredVehicle {
  id: number;
  owner: RpcHex;
  /** Times that it began anew with an owner, the first included. */
  ownerEpochCount: number;
  registrar: RpcHex;
  registeredAtMs: number;
  make: string;
  model: string;
  /** 0 when unknown. */
  year: number;
  /** Energy of its battery when new; 0 when unknown. */
  batteryWh: number;
  /** World manufacturer identifier of its VIN. */
  wmi: string;
  isSelfRegistered: boolean;
  isSimulated: boolean;
  deviceKeyCount: number;
  /** The current key; `null` until an agent has enrolled. */
  deviceKey: {
    x: RpcHex;
    y: RpcHex;
    source: (typeof vehicleRegistrySourceNames)[number];
    addedAtMs: number;
  } | null;
}

export interface ListRegisteredVehiclesReturnType {
  items: RegisteredVehicle[];
  /** Of all vehicles of the registry. */
  count: number;
}

const limitDefault = 25;

/**
 * Vehicles as the chain has them, newest first: everything here is public, and nothing of it is what a car said.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
 * import { listRegisteredVehicles } from '@datacar/sdk/vehicles/listRegisteredVehicles';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { contracts } = await readServerDescription(client);
 * const { items } = await listRegisteredVehicles(client, { vehicleRegistry: contracts.vehicleRegistry.address });
 */
export async function listRegisteredVehicles(
  client: Client,
  { vehicleRegistry: address, from, limit = limitDefault }: ListRegisteredVehiclesParameters,
): Promise<ListRegisteredVehiclesReturnType> {
  const contract = { address, abi: vehicleRegistryAbi };
  const [total = 0n] = await readContracts(client, {
    ...contract,
    functionName: 'vehicleCount',
    argsList: [[]],
  });
  const count = Number(total);
  const first = Math.min(from ?? count, count);
  const length = Math.max(0, Math.min(limit, first));
  const ids = Array.from({ length }, (_, index) => [BigInt(first - index)] as const);
  const [vehicles, owners, epochs, keyCounts] = await Promise.all([
    readContracts(client, { ...contract, functionName: 'getVehicle', argsList: ids }),
    readContracts(client, { ...contract, functionName: 'ownerOf', argsList: ids }),
    readContracts(client, { ...contract, functionName: 'ownerEpochOf', argsList: ids }),
    readContracts(client, { ...contract, functionName: 'deviceKeyCount', argsList: ids }),
  ]);
  const withKey = ids.flatMap(([id], index) => {
    const keys = keyCounts[index] ?? 0n;
    return keys === 0n ? [] : [[id, keys - 1n] as const];
  });
  const keys = await readContracts(client, { ...contract, functionName: 'deviceKeyAt', argsList: withKey });
  const keyOf = new Map(withKey.map(([id], index) => [id, keys[index]]));
  const items = vehicles.map((vehicle, index) => {
    const id = first - index;
    const key = keyOf.get(BigInt(id));
    return {
      id,
      owner: owners[index] ?? '0x',
      ownerEpochCount: Number(epochs[index] ?? 0n) + 1,
      registrar: vehicle.registrar,
      registeredAtMs: Number(vehicle.mintedAt) * 1_000,
      make: vehicle.model.make,
      model: vehicle.model.name,
      year: vehicle.model.year,
      batteryWh: vehicle.model.batteryWh,
      wmi: decodeUtf8(hexToBytes(vehicle.wmi).filter((byte) => byte !== 0)),
      isSelfRegistered: vehicle.isSelfRegistered,
      isSimulated: vehicle.isSimulated,
      deviceKeyCount: Number(keyCounts[index] ?? 0n),
      deviceKey:
        key === undefined
          ? null
          : {
              x: key.x,
              y: key.y,
              source: vehicleRegistrySourceNames[key.source] ?? 'software',
              addedAtMs: Number(key.addedAt) * 1_000,
            },
    };
  });
  return { items, count };
}

// SPDX-License-Identifier: Apache-2.0
import { type ReadVehicleReturnType, readVehicle } from '@datacar/sdk/vehicles/readVehicle';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type Vehicle = ReadVehicleReturnType;

export const vehicleQuery = (id: string) =>
  queryOptions({
    queryKey: ['vehicles', id, 'about'],
    queryFn: () => readVehicle(client, { vehicle: id }),
    staleTime: 30_000,
  });

// SPDX-License-Identifier: Apache-2.0
import { listPeople } from '@datacar/sdk/vehicles/listPeople';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export const peopleQuery = (vehicle: string) =>
  queryOptions({
    queryKey: ['vehicles', vehicle, 'people'],
    queryFn: () => listPeople(client, { vehicle }),
  });

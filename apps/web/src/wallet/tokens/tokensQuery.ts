// SPDX-License-Identifier: Apache-2.0
import { listApiTokens } from '@datacar/sdk/wallet/listApiTokens';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export const tokensQuery = queryOptions({
  queryKey: ['api-tokens'],
  queryFn: () => listApiTokens(client),
});

// SPDX-License-Identifier: Apache-2.0
import { consortiumRoutes } from '../consortium/routes.ts';
import { importRoutes } from '../records/importRoutes.ts';
import { recordsRoutes } from '../records/routes.ts';
import { signalsRoutes } from '../signals/routes.ts';
import { tokenRoutes } from '../token/routes.ts';
import { peopleRoutes } from '../vehicles/peopleRoutes.ts';
import { vehiclesRoutes } from '../vehicles/routes.ts';
import { passkeyRoutes } from '../wallet/passkeyRoutes.ts';
import { walletRoutes } from '../wallet/routes.ts';
import { apiRoutes } from './routes.ts';

/** Every HTTP route of a server. */
export const allRoutes = [
  ...apiRoutes,
  ...consortiumRoutes,
  ...tokenRoutes,
  ...signalsRoutes,
  ...walletRoutes,
  ...passkeyRoutes,
  ...vehiclesRoutes,
  ...peopleRoutes,
  ...recordsRoutes,
  ...importRoutes,
] as const;

// SPDX-License-Identifier: Apache-2.0
import { consortiumRoutes } from '../consortium/routes.ts';
import { recordsRoutes } from '../records/routes.ts';
import { signalsRoutes } from '../signals/routes.ts';
import { vehiclesRoutes } from '../vehicles/routes.ts';
import { walletRoutes } from '../wallet/routes.ts';
import { apiRoutes } from './routes.ts';

/** Every HTTP route of a server. */
export const allRoutes = [
  ...apiRoutes,
  ...consortiumRoutes,
  ...signalsRoutes,
  ...walletRoutes,
  ...vehiclesRoutes,
  ...recordsRoutes,
] as const;

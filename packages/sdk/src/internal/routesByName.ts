// SPDX-License-Identifier: Apache-2.0
import type { RouteDefinition } from '@datacar/core/api/defineRoute';
import { apiRoutes } from '@datacar/core/api/routes';
import { consortiumRoutes } from '@datacar/core/consortium/routes';
import { recordsRoutes } from '@datacar/core/records/routes';
import { signalsRoutes } from '@datacar/core/signals/routes';
import { vehiclesRoutes } from '@datacar/core/vehicles/routes';
import { walletRoutes } from '@datacar/core/wallet/routes';

const routes: readonly RouteDefinition[] = [
  ...apiRoutes,
  ...consortiumRoutes,
  ...recordsRoutes,
  ...signalsRoutes,
  ...vehiclesRoutes,
  ...walletRoutes,
];

export const routesByName: ReadonlyMap<string, RouteDefinition> = new Map(
  routes.map((route) => [route.name, route]),
);

// SPDX-License-Identifier: Apache-2.0
import { createRouter } from '@tanstack/react-router';
import { consortiumRoutes } from '../consortium/routes.ts';
import { recordsRoutes } from '../records/routes.ts';
import { tokenRoutes } from '../token/routes.ts';
import { vehiclesRoutes } from '../vehicles/routes.ts';
import { walletRoutes } from '../wallet/routes.ts';
import { RouteError } from './RouteError.tsx';
import { RoutePending } from './RoutePending.tsx';
import { rootRoute } from './rootRoute.ts';
import { appRoutes } from './routes.ts';

const routeTree = rootRoute.addChildren([
  ...appRoutes,
  ...vehiclesRoutes,
  ...recordsRoutes,
  ...consortiumRoutes,
  ...tokenRoutes,
  ...walletRoutes,
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: RouteError,
  defaultPendingComponent: RoutePending,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

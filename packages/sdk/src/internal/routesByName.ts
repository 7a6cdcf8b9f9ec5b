// SPDX-License-Identifier: Apache-2.0
import { allRoutes } from '@datacar/core/api/allRoutes';
import type { RouteDefinition } from '@datacar/core/api/defineRoute';

const routes: readonly RouteDefinition[] = allRoutes;

export const routesByName: ReadonlyMap<string, RouteDefinition> = new Map(
  routes.map((route) => [route.name, route]),
);

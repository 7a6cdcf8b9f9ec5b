// SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/rootRoute.ts';

const prove = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prove',
  staticData: { title: 'Prove it' },
  component: lazyRouteComponent(() => import('./ProvePage.tsx'), 'ProvePage'),
});

/** Needs no server and no session: a proof is checked in the browser. */
const verify = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify',
  staticData: { title: 'Verify a proof', isPublic: true },
  component: lazyRouteComponent(() => import('./VerifyPage.tsx'), 'VerifyPage'),
});

const data = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  staticData: { title: 'Bring your data' },
  // Ids are numbers to the address bar's JSON.
  validateSearch: ({
    car,
    file,
  }: Record<string, unknown>): { car?: string | undefined; file?: string | undefined } => ({
    ...(car === undefined ? {} : { car: String(car) }),
    ...(file === undefined ? {} : { file: String(file) }),
  }),
  component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
});

export const recordsRoutes = [prove, verify, data] as const;

// SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/rootRoute.ts';

const token = createRoute({
  getParentRoute: () => rootRoute,
  path: '/token',
  staticData: { title: 'DATR', isPublic: true },
  component: lazyRouteComponent(() => import('./TokenPage.tsx'), 'TokenPage'),
});

/** `?account=` names whose purchases are shown; without it, those of who is signed in. */
const offering = createRoute({
  getParentRoute: () => rootRoute,
  path: '/token/offering',
  staticData: { title: 'Offering of DATR', isPublic: true },
  validateSearch: readAccount,
  component: lazyRouteComponent(() => import('./OfferingPage.tsx'), 'OfferingPage'),
});

const funds = createRoute({
  getParentRoute: () => rootRoute,
  path: '/token/funds',
  staticData: { title: 'Funds of DATR', isPublic: true },
  component: lazyRouteComponent(() => import('./FundsPage.tsx'), 'FundsPage'),
});

/** `?account=` names whose balance and transfers are shown. */
const transfers = createRoute({
  getParentRoute: () => rootRoute,
  path: '/token/transfers',
  staticData: { title: 'Balances of DATR', isPublic: true },
  validateSearch: readAccount,
  component: lazyRouteComponent(() => import('./TransfersPage.tsx'), 'TransfersPage'),
});

function readAccount({ account }: Record<string, unknown>): { account?: string } {
  return typeof account === 'string' && /^0x[0-9a-fA-F]{40}$/.test(account) ? { account } : {};
}

export const tokenRoutes = [token, offering, funds, transfers] as const;

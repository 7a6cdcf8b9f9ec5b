// SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/rootRoute.ts';

const explorer = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer',
  staticData: { title: 'Explorer', isPublic: true },
  component: lazyRouteComponent(() => import('./ExplorerPage.tsx'), 'ExplorerPage'),
});

const block = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer/blocks/$block',
  staticData: { title: 'Block', isPublic: true },
  component: lazyRouteComponent(() => import('./BlockPage.tsx'), 'BlockPage'),
});

const transaction = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer/transactions/$hash',
  staticData: { title: 'Transaction', isPublic: true },
  component: lazyRouteComponent(() => import('./TransactionPage.tsx'), 'TransactionPage'),
});

const address = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer/addresses/$address',
  staticData: { title: 'Address', isPublic: true },
  component: lazyRouteComponent(() => import('./AddressPage.tsx'), 'AddressPage'),
});

/** Takes whatever was typed (block, hash, address, DID) as `?q=` and goes to the page that it names. */
const search = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer/search',
  staticData: { title: 'Search', isPublic: true },
  validateSearch: (query: Record<string, unknown>) => ({ q: String(query.q ?? '') }),
  component: lazyRouteComponent(() => import('./SearchPage.tsx'), 'SearchPage'),
});

const system = createRoute({
  getParentRoute: () => rootRoute,
  path: '/system',
  staticData: { title: 'System', isPublic: true },
  component: lazyRouteComponent(() => import('./SystemPage.tsx'), 'SystemPage'),
});

export const consortiumRoutes = [explorer, block, transaction, address, search, system] as const;

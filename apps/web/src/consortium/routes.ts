// SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/rootRoute.ts';

const explorer = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer',
  staticData: { title: 'Explorer', isPublic: true },
  component: lazyRouteComponent(() => import('./ExplorerPage.tsx'), 'ExplorerPage'),
});

/** Downwards from `?from=`, or from the newest. */
const blocks = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer/blocks',
  staticData: { title: 'Blocks', isPublic: true },
  validateSearch: readFrom,
  component: lazyRouteComponent(() => import('./BlocksPage.tsx'), 'BlocksPage'),
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

const members = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer/members',
  staticData: { title: 'Members', isPublic: true },
  component: lazyRouteComponent(() => import('./MembersPage.tsx'), 'MembersPage'),
});

const logs = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer/logs',
  staticData: { title: 'Logs', isPublic: true },
  component: lazyRouteComponent(() => import('./LogsPage.tsx'), 'LogsPage'),
});

const log = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer/logs/$log',
  staticData: { title: 'Log', isPublic: true },
  component: lazyRouteComponent(() => import('./LogPage.tsx'), 'LogPage'),
});

const vehicles = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer/vehicles',
  staticData: { title: 'Vehicles', isPublic: true },
  validateSearch: readFrom,
  component: lazyRouteComponent(() => import('./RegistryPage.tsx'), 'RegistryPage'),
});

const vehicle = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer/vehicles/$vehicle',
  staticData: { title: 'Vehicle', isPublic: true },
  component: lazyRouteComponent(() => import('./RegisteredVehiclePage.tsx'), 'RegisteredVehiclePage'),
});

const contracts = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer/contracts',
  staticData: { title: 'Contracts', isPublic: true },
  component: lazyRouteComponent(() => import('./ContractsPage.tsx'), 'ContractsPage'),
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

const consortium = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consortium',
  staticData: { title: 'Consortium', isPublic: true },
  component: lazyRouteComponent(() => import('./ConsortiumPage.tsx'), 'ConsortiumPage'),
});

const votes = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consortium/votes',
  staticData: { title: 'Votes', isPublic: true },
  component: lazyRouteComponent(() => import('./VotesPage.tsx'), 'VotesPage'),
});

const validators = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consortium/validators',
  staticData: { title: 'Validators', isPublic: true },
  component: lazyRouteComponent(() => import('./ValidatorsPage.tsx'), 'ValidatorsPage'),
});

const council = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consortium/council',
  staticData: { title: 'Council', isPublic: true },
  component: lazyRouteComponent(() => import('./CouncilPage.tsx'), 'CouncilPage'),
});

const rules = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consortium/rules',
  staticData: { title: 'Rules', isPublic: true },
  component: lazyRouteComponent(() => import('./RulesPage.tsx'), 'RulesPage'),
});

function readFrom(query: Record<string, unknown>): { from?: number } {
  const from = Number(query.from);
  return query.from !== undefined && Number.isSafeInteger(from) && from >= 0 ? { from } : {};
}

export const consortiumRoutes = [
  explorer,
  blocks,
  block,
  transaction,
  address,
  members,
  logs,
  log,
  vehicles,
  vehicle,
  contracts,
  search,
  system,
  consortium,
  votes,
  validators,
  council,
  rules,
] as const;

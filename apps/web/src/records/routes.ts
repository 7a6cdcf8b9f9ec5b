// SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/rootRoute.ts';
import { readProveSearch } from './proof/readProveSearch.ts';

const prove = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prove',
  staticData: { title: 'Prove it' },
  validateSearch: readProveSearch,
  component: lazyRouteComponent(() => import('./ProvePage.tsx'), 'ProvePage'),
});

/** Needs no server and no session: a proof is checked in the browser. */
const verify = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify',
  staticData: { title: 'Verify a proof', isPublic: true },
  component: lazyRouteComponent(() => import('./VerifyPage.tsx'), 'VerifyPage'),
});

interface DataSearch {
  car?: string | undefined;
  /** Id of the file that is looked at. */
  file?: string | undefined;
  /** Time of its first reading. */
  from?: number | undefined;
}

/** Ids that look like numbers come as numbers. */
const checkDataSearch = ({ car, file, from }: Record<string, unknown>): DataSearch => ({
  ...(car === undefined ? {} : { car: String(car) }),
  ...(file === undefined ? {} : { file: String(file) }),
  ...(typeof from === 'number' ? { from } : {}),
});

const data = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  staticData: { title: 'Bring your data' },
  validateSearch: checkDataSearch,
  component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
});

export const recordsRoutes = [prove, verify, data] as const;

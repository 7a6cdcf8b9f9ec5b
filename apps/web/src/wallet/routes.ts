// SPDX-License-Identifier: Apache-2.0
import './openInvitationLink.ts';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/rootRoute.ts';

const tokens = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tokens',
  staticData: { title: 'API tokens' },
  component: lazyRouteComponent(() => import('./TokensPage.tsx'), 'TokensPage'),
});

const phone = createRoute({
  getParentRoute: () => rootRoute,
  path: '/phone',
  staticData: { title: 'On the phone', isPublic: true },
  component: lazyRouteComponent(() => import('./PhonePage.tsx'), 'PhonePage'),
});

const people = createRoute({
  getParentRoute: () => rootRoute,
  path: '/people',
  staticData: { title: 'People' },
  component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
});

/** Where the link of an invitation leads: `/invitation#CODE`. */
const invitation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  staticData: { title: 'Invitation', isPublic: true },
  component: lazyRouteComponent(() => import('./InvitationPage.tsx'), 'InvitationPage'),
});

export const walletRoutes = [tokens, phone, people, invitation] as const;

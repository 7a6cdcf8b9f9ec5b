// SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/rootRoute.ts';
import { readDrivesSearch } from '../records/readDrivesSearch.ts';
import { readHistorySearch } from './readHistorySearch.ts';

const myCars = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  staticData: { title: 'My cars' },
  component: lazyRouteComponent(() => import('./MyCarsPage.tsx'), 'MyCarsPage'),
});

/** The car's head and tabs; the tab's own page is inside it. */
const car = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cars/$carId',
  component: lazyRouteComponent(() => import('./CarLayout.tsx'), 'CarLayout'),
});

const carLive = createRoute({
  getParentRoute: () => car,
  path: '/',
  staticData: { title: 'Car' },
  component: lazyRouteComponent(() => import('./CarPage.tsx'), 'CarPage'),
});

const battery = createRoute({
  getParentRoute: () => car,
  path: '/battery',
  staticData: { title: 'Battery' },
  component: lazyRouteComponent(() => import('./BatteryPage.tsx'), 'BatteryPage'),
});

const drives = createRoute({
  getParentRoute: () => car,
  path: '/drives',
  staticData: { title: 'Drives' },
  validateSearch: readDrivesSearch,
  component: lazyRouteComponent(() => import('../records/DrivesPage.tsx'), 'DrivesPage'),
});

/** `startMs` names the drive: the time of its first reading. */
const drive = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cars/$carId/drives/$startMs',
  staticData: { title: 'Drive' },
  component: lazyRouteComponent(() => import('../records/DrivePage.tsx'), 'DrivePage'),
});

/** One signal of a car over time. */
const signal = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cars/$carId/signals/$signal',
  staticData: { title: 'History' },
  validateSearch: readHistorySearch,
  component: lazyRouteComponent(() => import('./SignalPage.tsx'), 'SignalPage'),
});

const connect = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connect',
  staticData: { title: 'Connect a car' },
  // An id that looks like a number comes as one.
  validateSearch: ({ car }: Record<string, unknown>): { car?: string | undefined } =>
    car === undefined ? {} : { car: String(car) },
  component: lazyRouteComponent(() => import('./ConnectPage.tsx'), 'ConnectPage'),
});

export const vehiclesRoutes = [
  myCars,
  car.addChildren([carLive, battery, drives]),
  drive,
  signal,
  connect,
] as const;

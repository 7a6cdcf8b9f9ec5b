// SPDX-License-Identifier: Apache-2.0
import { createRootRoute } from '@tanstack/react-router';
import { NotFoundPage } from './NotFoundPage.tsx';
import { RouteError } from './RouteError.tsx';
import { Shell } from './Shell.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** In the browser's title and in the command menu. */
    title?: string;
    /** Open to everybody; other pages ask to sign in first. */
    isPublic?: boolean;
  }
}

/** Every page's parent. The capabilities hang their routes on it in their own `routes.ts`. */
export const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: RouteError,
});

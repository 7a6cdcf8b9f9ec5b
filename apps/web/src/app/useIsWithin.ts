// SPDX-License-Identifier: Apache-2.0
import { useRouterState } from '@tanstack/react-router';

/** Whether the page that is shown belongs under a navigation item: the pages of a car belong under "My cars". */
export function useIsWithin(): (to: string) => boolean {
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  return (to) => (to === '/' ? pathname.startsWith('/cars/') : pathname.startsWith(`${to}/`));
}

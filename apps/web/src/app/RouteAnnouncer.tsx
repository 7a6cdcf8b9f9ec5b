// SPDX-License-Identifier: Apache-2.0
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

/** A page sets its title once it is there. */
const settleMs = 150;

/** Tells people who do not see it that another page is shown; a browser does so only when it loads one itself. */
export function RouteAnnouncer() {
  const pathname = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const first = useRef(pathname);
  const [text, setText] = useState('');
  useEffect(() => {
    if (pathname === undefined || pathname === first.current) return;
    first.current = undefined;
    const timer = setTimeout(() => setText(document.title), settleMs);
    return () => clearTimeout(timer);
  }, [pathname]);
  return (
    <div className="visually-hidden" role="status">
      {text}
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
import './Shell.css';
import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { Suspense } from 'react';
import { AccountMenu } from './AccountMenu.tsx';
import { CommandButton } from './CommandButton.tsx';
import { CommandMenuHost } from './CommandMenuHost.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { NavigationList } from './NavigationList.tsx';
import { RouteAnnouncer } from './RouteAnnouncer.tsx';
import { RoutePending } from './RoutePending.tsx';
import { SessionGate } from './SessionGate.tsx';
import { TabBar } from './TabBar.tsx';

/** What stands around every page. */
export function Shell() {
  const isPublic = useMatches({ select: (matches) => matches.at(-1)?.staticData.isPublic === true });
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <aside className="sidebar">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          Datacar
        </Link>
        <CommandButton />
        <NavigationList />
        <AccountMenu />
      </aside>
      <div className="content">
        <ConnectionBanner />
        <main id="main" tabIndex={-1}>
          <SessionGate isOpen={isPublic}>
            <Suspense fallback={<RoutePending />}>
              <Outlet />
            </Suspense>
          </SessionGate>
        </main>
      </div>
      <TabBar />
      <CommandMenuHost />
      <RouteAnnouncer />
    </div>
  );
}

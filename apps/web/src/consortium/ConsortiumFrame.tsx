// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageHeader, type PageHeaderProps } from '../ui/PageHeader.tsx';
import { TabLinks } from '../ui/TabLinks.tsx';

const tabs = [
  ['/consortium', 'Members'],
  ['/consortium/votes', 'Votes'],
  ['/consortium/validators', 'Validators'],
  ['/consortium/council', 'Council'],
  ['/consortium/rules', 'Rules'],
] as const;

/** What stands above every page of the consortium. */
export function ConsortiumFrame({
  children,
  lead,
  ...header
}: Omit<PageHeaderProps, 'children'> & { lead?: ReactNode; children: ReactNode }) {
  return (
    <>
      <PageHeader {...header}>{lead}</PageHeader>
      <TabLinks label="Consortium">
        {tabs.map(([to, label]) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/consortium' }}>
            {label}
          </Link>
        ))}
      </TabLinks>
      <div className="stack">{children}</div>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageHeader, type PageHeaderProps } from '../ui/PageHeader.tsx';
import { TabLinks } from '../ui/TabLinks.tsx';

const tabs = [
  ['/token', 'Supply'],
  ['/token/offering', 'Offering'],
  ['/token/funds', 'Funds'],
  ['/token/transfers', 'Balances'],
] as const;

/** What stands above every page of DATR. */
export function TokenFrame({
  children,
  lead,
  ...header
}: Omit<PageHeaderProps, 'children'> & { lead?: ReactNode; children: ReactNode }) {
  return (
    <>
      <PageHeader {...header}>{lead}</PageHeader>
      <TabLinks label="DATR">
        {tabs.map(([to, label]) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/token', includeSearch: false }}>
            {label}
          </Link>
        ))}
      </TabLinks>
      <div className="stack">{children}</div>
    </>
  );
}

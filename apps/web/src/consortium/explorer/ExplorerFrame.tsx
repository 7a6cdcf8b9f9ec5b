// SPDX-License-Identifier: Apache-2.0
import './ExplorerFrame.css';
import '../../ui/Field.css';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { PageHeader, type PageHeaderProps } from '../../ui/PageHeader.tsx';
import { TabLinks } from '../../ui/TabLinks.tsx';

const tabs = [
  ['/explorer', 'Newest'],
  ['/explorer/blocks', 'Blocks'],
  ['/explorer/members', 'Members'],
  ['/explorer/logs', 'Logs'],
  ['/explorer/vehicles', 'Vehicles'],
  ['/explorer/contracts', 'Contracts'],
] as const;

/** What stands above every page of the explorer: its title, the search and the lists. */
export function ExplorerFrame({
  children,
  lead,
  ...header
}: Omit<PageHeaderProps, 'children'> & { lead?: ReactNode; children: ReactNode }) {
  return (
    <>
      <PageHeader {...header}>{lead}</PageHeader>
      <ExplorerSearch />
      <TabLinks label="Explorer">
        {tabs.map(([to, label]) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/explorer', includeSearch: false }}>
            {label}
          </Link>
        ))}
      </TabLinks>
      <div className="stack">{children}</div>
    </>
  );
}

export function ExplorerSearch({ initial = '' }: { initial?: string }) {
  const [text, setText] = useState(initial);
  const navigate = useNavigate();
  return (
    <search className="explorer-search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') void navigate({ to: '/explorer/search', search: { q: text.trim() } });
        }}
      >
        <input
          className="input"
          aria-label="Search the chain"
          placeholder="Block, transaction, address or car"
          title="A block number, a hash, an address, or the number or DID of a car"
          value={text}
          onChange={({ target }) => setText(target.value)}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit">Search</Button>
      </form>
    </search>
  );
}

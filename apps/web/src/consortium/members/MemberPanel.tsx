// SPDX-License-Identifier: Apache-2.0
import type { ConsortiumMember } from '@datacar/sdk/consortium/listMembers';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/Badge.tsx';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { Time } from '../../ui/Time.tsx';
import { AddressLink } from '../explorer/AddressLink.tsx';
import { roleNames } from '../explorer/roleNames.ts';

/** A member with its roles, the servers that act for it and the nodes it runs. */
export function MemberPanel({ member, aside }: { member: ConsortiumMember; aside?: ReactNode }) {
  const { name, roles, account, isStanding, joinedAtMs, servers, nodes } = member;
  return (
    <Card title={name} aside={aside}>
      <div className="stack">
        <div className="row">
          {isStanding ? (
            roles.map((role) => <Badge key={role}>{roleNames[role]}</Badge>)
          ) : (
            <Badge tone="warning">has left</Badge>
          )}
        </div>
        <Facts
          items={[
            ['Account', <AddressLink key="account" value={account} hasCopy />],
            ['Joined', <Time key="joined" timeMs={joinedAtMs} as="date" />],
            ['Servers', servers.length === 0 ? 'none' : <Servers key="servers" servers={servers} />],
            ['Nodes', nodes.length === 0 ? 'none' : <Nodes key="nodes" nodes={nodes} />],
          ]}
        />
      </div>
    </Card>
  );
}

function Servers({ servers }: Pick<ConsortiumMember, 'servers'>) {
  return (
    <ul className="plain-list">
      {servers.map(({ account, url }) => (
        <li key={account}>
          <AddressLink value={account} hasCopy />
          {url === null ? null : <span className="soft"> {url}</span>}
        </li>
      ))}
    </ul>
  );
}

function Nodes({ nodes }: Pick<ConsortiumMember, 'nodes'>) {
  return (
    <ul className="plain-list">
      {nodes.map(({ node, endpoint, isValidator }) => (
        <li key={node}>
          <Hash value={node} /> <span className="soft">{endpoint}</span>{' '}
          <Badge tone={isValidator ? 'good' : 'neutral'}>
            {isValidator ? 'seals blocks' : 'does not count'}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

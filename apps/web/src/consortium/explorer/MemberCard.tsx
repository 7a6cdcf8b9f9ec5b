// SPDX-License-Identifier: Apache-2.0
import type { ConsortiumMember } from '@datacar/sdk/consortium/listMembers';
import { Badge } from '../../ui/Badge.tsx';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { Time } from '../../ui/Time.tsx';
import { AddressLink } from './AddressLink.tsx';
import { roleNames } from './roleNames.ts';

/** A member: its roles, who acts for it, and with which keys it certifies cars. */
export function MemberCard({ member, aside }: { member: ConsortiumMember; aside?: React.ReactNode }) {
  const { name, roles, account, joinedAtMs, servers, certificateKeys } = member;
  const current = certificateKeys.filter(({ revokedAtMs }) => revokedAtMs === null);
  return (
    <Card title={name} aside={aside}>
      <div className="stack">
        <div className="row">
          {roles.length === 0 ? (
            <Badge tone="warning">has left</Badge>
          ) : (
            roles.map((role) => <Badge key={role}>{roleNames[role]}</Badge>)
          )}
        </div>
        <Facts
          items={[
            ['Account', <Hash key="account" value={account} />],
            ['Joined', <Time key="joined" timeMs={joinedAtMs} />],
            [
              'Servers that act for it',
              servers.length === 0
                ? 'none'
                : servers.map((server) => (
                    <div key={server.account}>
                      <AddressLink value={server.account} hasCopy />
                    </div>
                  )),
            ],
            [
              'Certifies cars with',
              current.length === 0
                ? 'no key'
                : current.map(({ x, addedAtMs }) => (
                    <div key={x}>
                      <Hash value={x} />, since <Time timeMs={addedAtMs} as="date" />
                    </div>
                  )),
            ],
            [
              'Revoked keys',
              certificateKeys.length === current.length ? null : certificateKeys.length - current.length,
            ],
          ]}
        />
      </div>
    </Card>
  );
}

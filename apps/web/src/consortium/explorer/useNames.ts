// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { descriptionQuery, membersQuery } from './chainQueries.ts';

export interface KnownAddress {
  name: string;
  kind: 'contract' | 'member' | 'server';
}

const deployer = '0x4e59b44847b379578588920ca78fbf26c0b4956c';

/** Who stands behind an address, by its lower-case form: contracts, members, and the accounts that act for them. */
export function useNames(): ReadonlyMap<string, KnownAddress> {
  const { data: description } = useQuery(descriptionQuery);
  const { data: members } = useQuery(membersQuery);
  return useMemo(() => {
    const names = new Map<string, KnownAddress>([
      [deployer, { name: 'Deterministic deployer', kind: 'contract' }],
    ]);
    for (const { account, name, servers } of members ?? []) {
      names.set(account.toLowerCase(), { name, kind: 'member' });
      for (const server of servers) {
        names.set(server.account.toLowerCase(), { name: `Server of ${name}`, kind: 'server' });
      }
    }
    for (const [key, { address }] of Object.entries(description?.contracts ?? {})) {
      names.set(address.toLowerCase(), { name: nameOfContract(key), kind: 'contract' });
    }
    return names;
  }, [description, members]);
}

/** The contract's own name: the server lists it as JSON names its fields. */
function nameOfContract(key: string): string {
  return key === 'datr' ? 'DATR' : `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

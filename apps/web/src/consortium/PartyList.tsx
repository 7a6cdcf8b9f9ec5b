// SPDX-License-Identifier: Apache-2.0
import { AddressLink } from './explorer/AddressLink.tsx';

export interface Party {
  account: string;
  name: string | null;
}

/** Accounts by their names, one after the other. */
export function PartyList({ parties, none }: { parties: readonly Party[]; none?: string }) {
  if (parties.length === 0) return none;
  return (
    <span className="row">
      {parties.map(({ account, name }) => (
        <AddressLink key={account} value={account} name={name} />
      ))}
    </span>
  );
}

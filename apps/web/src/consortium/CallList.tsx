// SPDX-License-Identifier: Apache-2.0
import type { ListProposalsReturnType } from '@datacar/sdk/consortium/listProposals';
import { Hash } from '../ui/Hash.tsx';
import { AddressLink } from './explorer/AddressLink.tsx';

export type DescribedCall = ListProposalsReturnType['items'][number]['calls'][number];

/** Calls of contracts, each as far as its interface is known. */
export function CallList({ calls }: { calls: readonly DescribedCall[] }) {
  return (
    <ol className="plain-list">
      {calls.map(({ target, contract, functionName, args, data }) => (
        <li key={target + data}>
          <AddressLink value={target} name={contract} />{' '}
          {functionName === null ? (
            <Hash value={data} />
          ) : (
            <code>
              {functionName}({args.map(({ name, value }) => `${name} ${value}`).join(', ')})
            </code>
          )}
        </li>
      ))}
    </ol>
  );
}

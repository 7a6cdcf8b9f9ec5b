// SPDX-License-Identifier: Apache-2.0
import './CallList.css';
import type { ListProposalsReturnType } from '@datacar/sdk/consortium/listProposals';
import { Hash } from '../ui/Hash.tsx';
import { AddressLink } from './explorer/AddressLink.tsx';

export type DescribedCall = ListProposalsReturnType['items'][number]['calls'][number];

/** Calls of contracts, each as far as its interface is known; what they are given is folded away. */
export function CallList({ calls }: { calls: readonly DescribedCall[] }) {
  return (
    <ol className="plain-list">
      {calls.map(({ target, contract, functionName, args, data }) => (
        <li key={target + data}>
          <span className="row">
            {functionName === null ? <Hash value={data} /> : <code>{functionName}</code>}
            <span>
              of <AddressLink value={target} name={contract} />
            </span>
          </span>
          {args.length > 0 && (
            <details className="call-args small">
              <summary>Its parameters</summary>
              <dl>
                {args.flatMap(flatten).map(({ name, value }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd className="mono">{value}</dd>
                  </div>
                ))}
              </dl>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}

/** A struct comes as JSON: its fields stand for themselves. */
function flatten({ name, value }: { name: string; value: string }): { name: string; value: string }[] {
  if (!value.startsWith('{')) return [{ name, value }];
  return Object.entries(JSON.parse(value) as Record<string, unknown>).map(([field, part]) => ({
    name: `${name}.${field}`,
    value: typeof part === 'string' ? part : JSON.stringify(part),
  }));
}

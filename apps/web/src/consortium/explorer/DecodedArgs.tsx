// SPDX-License-Identifier: Apache-2.0
import type { ChainValue, DecodedChainData } from '@datacar/sdk/consortium/decodeChainData';
import type { ReactNode } from 'react';
import { Facts } from '../../ui/Facts.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { AddressLink } from './AddressLink.tsx';

/** The parameters of a call or an event, each by its name. */
export function DecodedArgs({ data: { args } }: { data: DecodedChainData }) {
  return (
    <Facts
      items={args.map(({ name, type, value }) => [name, <ArgValue key={name} type={type} value={value} />])}
    />
  );
}

function ArgValue({ type, value }: { type: string; value: ChainValue }): ReactNode {
  if (type === 'address') return <AddressLink value={String(value)} hasCopy />;
  if (typeof value === 'string' && type.startsWith('bytes')) return <Hash value={value} />;
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    return (
      <ol className="plain-list">
        {value.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a decoded list never changes
          <li key={index}>
            <ArgValue type={type.replace(/\[\d*\]$/, '')} value={one} />
          </li>
        ))}
      </ol>
    );
  }
  if (typeof value === 'object') {
    return (
      <ul className="plain-list">
        {Object.entries(value).map(([name, field]) => (
          <li key={name}>
            <span className="faint small">{name}</span> <ArgValue type={guessType(field)} value={field} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value) === '' ? <span className="faint">empty</span> : String(value);
}

/** The fields of a struct come without their types. */
function guessType(value: ChainValue): string {
  if (typeof value !== 'string' || !value.startsWith('0x')) return 'value';
  return value.length === 42 ? 'address' : 'bytes';
}

// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { Hash } from '../../ui/Hash.tsx';

export function TransactionLink({ hash, hasCopy = false }: { hash: string; hasCopy?: boolean }) {
  return (
    <Hash
      value={hash}
      hasCopy={hasCopy}
      link={(children) => (
        <Link to="/explorer/transactions/$hash" params={{ hash }}>
          {children}
        </Link>
      )}
    />
  );
}

// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { Hash } from '../../ui/Hash.tsx';
import { useNames } from './useNames.ts';

interface AddressLinkProps {
  value: string;
  /** As the server calls it, until the page knows better. */
  name?: string | null | undefined;
  hasCopy?: boolean;
  isWhole?: boolean;
}

/** An address by its name, where it has one, and the way to its page. */
export function AddressLink({ value, name, hasCopy = false, isWhole }: AddressLinkProps) {
  const known = useNames().get(value.toLowerCase());
  return (
    <Hash
      value={value}
      name={known?.name ?? name ?? undefined}
      hasCopy={hasCopy}
      isWhole={isWhole}
      link={(children) => (
        <Link to="/explorer/addresses/$address" params={{ address: value }}>
          {children}
        </Link>
      )}
    />
  );
}

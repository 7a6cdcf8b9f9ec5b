// SPDX-License-Identifier: Apache-2.0
import './Hash.css';
import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton.tsx';
import { classNames } from './classNames.ts';
import { useIsHighlighted } from './highlight.ts';

export interface HashProps {
  /** An address, a hash or a key, as 0x-hex. */
  value: string;
  /** A name known for it, shown instead. */
  name?: string | undefined;
  /** Wraps the text, for example in a `Link`. */
  link?: ((children: ReactNode) => ReactNode) | undefined;
  /** All of it, where there is room. */
  isWhole?: boolean | undefined;
  hasCopy?: boolean | undefined;
}

/** Shortened in the middle, whole in the tooltip and when copied; equal ones light up together. */
export function Hash({ value, name, link = (children) => children, isWhole, hasCopy = true }: HashProps) {
  const key = value.toLowerCase();
  const isHighlighted = useIsHighlighted(key);
  const text = name ?? (isWhole === true || value.length <= 14 ? value : shorten(value));
  return (
    <span className={classNames('hash', isHighlighted && 'hash-lit')} title={value} data-highlight={key}>
      {link(
        <span
          className={classNames('hash-text', isWhole === true && 'hash-whole', name === undefined && 'mono')}
        >
          {text}
        </span>,
      )}
      {hasCopy && <CopyButton text={value} label={`Copy ${name ?? shorten(value)}`} />}
    </span>
  );
}

function shorten(value: string): string {
  return value.length <= 14 ? value : `${value.slice(0, 8)}…${value.slice(-6)}`;
}

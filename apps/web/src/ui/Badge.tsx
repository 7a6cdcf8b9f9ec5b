// SPDX-License-Identifier: Apache-2.0
import './Badge.css';
import type { ReactNode } from 'react';
import type { Tone } from './Callout.tsx';

/** One or two words of state. The word says it; the color only helps. */
export function Badge({
  tone = 'neutral',
  hasDot,
  children,
  title,
}: {
  tone?: Tone | undefined;
  hasDot?: boolean | undefined;
  children: ReactNode;
  title?: string | undefined;
}) {
  return (
    <span className={`badge badge-${tone}`} title={title}>
      {hasDot === true && <span className="badge-dot" aria-hidden="true" />}
      {children}
    </span>
  );
}

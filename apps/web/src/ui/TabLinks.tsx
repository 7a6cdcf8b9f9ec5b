// SPDX-License-Identifier: Apache-2.0
import './TabLinks.css';
import type { ReactNode } from 'react';

/** Pages beside each other, each with an address. Children are `Link`s, which mark the current one themselves. */
export function TabLinks({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className="tabs" aria-label={label}>
      {children}
    </nav>
  );
}

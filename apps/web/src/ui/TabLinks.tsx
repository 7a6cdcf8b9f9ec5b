// SPDX-License-Identifier: Apache-2.0
import './TabLinks.css';
import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** Pages beside each other, each with an address. Children are `Link`s, which mark the current one themselves. */
export function TabLinks({ label, children }: { label: string; children: ReactNode }) {
  const tabs = useRef<HTMLElement>(null);
  // On a phone the current one may lie beyond the edge.
  useLayoutEffect(() => {
    const current = tabs.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (tabs.current === null || current == null) return;
    const list = tabs.current.getBoundingClientRect();
    const { left, width } = current.getBoundingClientRect();
    tabs.current.scrollLeft += left + width / 2 - (list.left + list.width / 2);
  }, []);
  return (
    <nav ref={tabs} className="tabs" aria-label={label}>
      {children}
    </nav>
  );
}

// SPDX-License-Identifier: Apache-2.0
import './SettingRow.css';
import type { ReactNode } from 'react';

/** A choice and its name on one line. */
export function SettingRow({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="setting-row">
      <span aria-hidden="true">{title}</span>
      {children}
    </div>
  );
}

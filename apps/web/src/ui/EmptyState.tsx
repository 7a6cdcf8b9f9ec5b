// SPDX-License-Identifier: Apache-2.0
import './EmptyState.css';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  title: string;
  /** What it means and what to do next, in words a driver understands. */
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}

/** Nothing here yet, and how to change that. */
export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <div className="empty-state">
      {icon !== undefined && <div className="empty-icon">{icon}</div>}
      <h2>{title}</h2>
      {children !== undefined && <div className="soft">{children}</div>}
      {action !== undefined && <div className="row empty-action">{action}</div>}
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
import './PageHeader.css';
import { type ReactNode, useEffect } from 'react';

export interface PageHeaderProps {
  /** The page's one h1, and the browser's title. */
  title: string;
  /** Above the title: where one came from. */
  back?: ReactNode;
  /** A sentence below it. */
  children?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, back, children, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Datacar`;
  }, [title]);
  return (
    <header className="page-header">
      {back !== undefined && <div className="page-back">{back}</div>}
      <div className="page-title">
        <h1>{title}</h1>
        {actions !== undefined && <div className="row">{actions}</div>}
      </div>
      {children !== undefined && <div className="page-lead">{children}</div>}
    </header>
  );
}

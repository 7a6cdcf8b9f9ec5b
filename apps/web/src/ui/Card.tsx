// SPDX-License-Identifier: Apache-2.0
import './Card.css';
import { type ReactNode, useId } from 'react';
import { classNames } from './classNames.ts';

export interface CardProps {
  title?: ReactNode;
  /** At the right of the title: an age, a badge, a button. */
  aside?: ReactNode;
  children: ReactNode;
  /** Without padding, for tables and maps that reach the edge. */
  isFlush?: boolean | undefined;
  className?: string | undefined;
}

/** A part of a page with a heading of its own. */
export function Card({ title, aside, children, isFlush, className }: CardProps) {
  const titleId = useId();
  return (
    <section
      className={classNames('card', isFlush && 'card-flush', className)}
      aria-labelledby={title === undefined ? undefined : titleId}
    >
      {(title !== undefined || aside !== undefined) && (
        <header className="card-head">
          {title !== undefined && <h2 id={titleId}>{title}</h2>}
          {aside !== undefined && <div className="card-aside">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

// SPDX-License-Identifier: Apache-2.0
import './Steps.css';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';

/** What to do, in order. Children are `Step`s. */
export function Steps({ children }: { children: ReactNode }) {
  return <ol className="steps">{children}</ol>;
}

export function Step({
  title,
  isDone,
  children,
}: {
  title: ReactNode;
  isDone?: boolean | undefined;
  children?: ReactNode;
}) {
  return (
    <li className={classNames('step', isDone === true && 'step-done')}>
      <h3>
        {title}
        {isDone === true && <span className="visually-hidden">, done</span>}
      </h3>
      {children}
    </li>
  );
}

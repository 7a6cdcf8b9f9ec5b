// SPDX-License-Identifier: Apache-2.0
import './Callout.css';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export type Tone = 'neutral' | 'good' | 'info' | 'warning' | 'danger';

const icons: Readonly<Record<Tone, IconName>> = {
  neutral: 'info',
  good: 'check',
  info: 'info',
  warning: 'warning',
  danger: 'warning',
};

export interface CalloutProps {
  tone?: Tone;
  title: ReactNode;
  children?: ReactNode;
  /** Read aloud at once when it appears. */
  isAlert?: boolean;
}

/** A message that belongs to a place in the page. */
export function Callout({ tone = 'neutral', title, children, isAlert }: CalloutProps) {
  return (
    <div className={`callout callout-${tone}`} role={isAlert === true ? 'alert' : undefined}>
      <Icon name={icons[tone]} />
      <div className="callout-body">
        <p className="callout-title">{title}</p>
        {children}
      </div>
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
import './ProveLink.css';
import { Link } from '@tanstack/react-router';
import { classNames } from '../ui/classNames.ts';
import { Icon } from '../ui/Icon.tsx';

export interface ProveLinkProps {
  vehicle: string;
  signal: string;
  /** Of the very reading. */
  timeMs: number;
  /** What is proved, for people who do not see where the link stands. */
  of: string;
  isIcon?: boolean | undefined;
}

/** To the proof of one reading. */
export function ProveLink({ vehicle, signal, timeMs, of, isIcon }: ProveLinkProps) {
  return (
    <Link
      to="/prove"
      search={{ vehicle, signal, time: timeMs }}
      className={classNames('prove-link', isIcon === true && 'prove-icon')}
      title="Prove this value"
      preload={false}
    >
      <Icon name="shield" size={16} />
      <span className={isIcon === true ? 'visually-hidden' : undefined}>
        Prove {isIcon === true ? of : 'this value'}
      </span>
    </Link>
  );
}

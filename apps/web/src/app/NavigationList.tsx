// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { classNames } from '../ui/classNames.ts';
import { Icon } from '../ui/Icon.tsx';
import { navigation } from './navigation.ts';
import { useIsWithin } from './useIsWithin.ts';

export function NavigationList({ onNavigate }: { onNavigate?: () => void }) {
  const isWithin = useIsWithin();
  return (
    <nav aria-label="Pages">
      {navigation.map(({ title, items }) => (
        <div key={title} className="nav-group">
          {title !== null && <p className="nav-title">{title}</p>}
          <ul className="plain-list">
            {items.map(({ to, label, icon }) => (
              <li key={to}>
                <Link
                  to={to}
                  className={classNames('nav-link', isWithin(to) && 'nav-link-within')}
                  activeOptions={{ exact: to === '/' }}
                  {...(onNavigate === undefined ? {} : { onClick: onNavigate })}
                >
                  <Icon name={icon} />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

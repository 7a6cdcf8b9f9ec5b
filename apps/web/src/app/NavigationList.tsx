// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { Icon } from '../ui/Icon.tsx';
import { navigation } from './navigation.ts';

export function NavigationList({ onNavigate }: { onNavigate?: () => void }) {
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
                  className="nav-link"
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

// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { classNames } from '../ui/classNames.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { setCommandMenuOpen } from './commandMenuState.ts';
import { NavigationList } from './NavigationList.tsx';
import { navigation } from './navigation.ts';
import { useIsWithin } from './useIsWithin.ts';

const tabs = navigation.flatMap(({ items }) => items.filter(({ isTab }) => isTab === true));

/** The phone's navigation: the pages used most, and the others behind "More". */
export function TabBar() {
  const isWithin = useIsWithin();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <nav className="tab-bar" aria-label="Main pages">
        {tabs.map(({ to, label, icon }) => (
          <Link
            key={to}
            to={to}
            className={classNames('tab', isWithin(to) && 'tab-within')}
            activeOptions={{ exact: to === '/' }}
          >
            <Icon name={icon} size={22} />
            {label}
          </Link>
        ))}
        <button type="button" className="tab" onClick={() => setCommandMenuOpen(true)}>
          <Icon name="search" size={22} />
          Search
        </button>
        <button type="button" className="tab" aria-expanded={isOpen} onClick={() => setOpen(true)}>
          <Icon name="more" size={22} />
          More
        </button>
      </nav>
      {isOpen && (
        <Dialog title="All pages" onClose={() => setOpen(false)}>
          <NavigationList onNavigate={() => setOpen(false)} />
          <AccountMenu />
        </Dialog>
      )}
    </>
  );
}

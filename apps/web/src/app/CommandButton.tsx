// SPDX-License-Identifier: Apache-2.0
import { Icon } from '../ui/Icon.tsx';
import { setCommandMenuOpen } from './commandMenuState.ts';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

export function CommandButton() {
  return (
    <button
      type="button"
      className="command-button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => setCommandMenuOpen(true)}
    >
      <Icon name="search" size={18} />
      <span>Search</span>
      <span className="key" aria-hidden="true">
        {isMac ? '⌘K' : 'Ctrl K'}
      </span>
    </button>
  );
}

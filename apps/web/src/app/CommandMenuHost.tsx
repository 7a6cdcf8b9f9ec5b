// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense, useEffect } from 'react';
import { setCommandMenuOpen, useIsCommandMenuOpen } from './commandMenuState.ts';

const CommandMenu = lazy(() =>
  import('./CommandMenu.tsx').then(({ CommandMenu }) => ({ default: CommandMenu })),
);

/** Opens the command menu with Ctrl-K or Cmd-K, and with "/" outside a field. Its code comes when it is wanted. */
export function CommandMenuHost() {
  const isOpen = useIsCommandMenuOpen();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      const isTyping = target instanceof Element && target.closest('input, textarea, select') !== null;
      const isChord = key.toLowerCase() === 'k' && (ctrlKey || metaKey);
      const isSlash = key === '/' && !isTyping && !ctrlKey && !metaKey && !altKey;
      if (!isChord && !isSlash) return;
      event.preventDefault();
      setCommandMenuOpen(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <CommandMenu onClose={() => setCommandMenuOpen(false)} />
    </Suspense>
  );
}

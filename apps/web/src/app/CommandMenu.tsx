// SPDX-License-Identifier: Apache-2.0
import './CommandMenu.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { vehiclesQuery } from '../vehicles/vehiclesQuery.ts';
import { type Command, findCommands, recognizeChainThing } from './findCommands.ts';
import { navigation, subpages } from './navigation.ts';
import { setPreferences } from './preferences.ts';
import { signOut, useSession } from './useSession.ts';

interface RunnableCommand extends Command {
  icon: IconName;
  run(): void;
}

/** Goes anywhere by a few letters: pages, cars, and anything of the chain by its number, hash, address or DID. */
export function CommandMenu({ onClose }: { onClose(): void }) {
  const [text, setText] = useState('');
  const [selected, setSelected] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const commands = useCommands(text);
  const current = commands[Math.min(selected, commands.length - 1)];

  // As a layout effect it closes before the element goes, and the browser gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    if (current !== undefined)
      document.getElementById(`${listId}-${current.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [current, listId]);

  const run = (command: RunnableCommand | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setSelected((index) => (index + step + commands.length) % Math.max(1, commands.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(current);
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes; for keys there is Escape
    <dialog
      ref={dialog}
      className="command-menu"
      aria-label="Go to"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={({ target }) => {
        if (target === dialog.current) onClose();
      }}
    >
      <div className="command-input">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={current === undefined ? undefined : `${listId}-${current.id}`}
          aria-autocomplete="list"
          aria-label="Page, car, block, hash, address or DID"
          placeholder="Page, car, block, hash, address or DID"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setSelected(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={listId} role="listbox" aria-label="Where to go" className="command-list">
        {commands.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={command.id}
            id={`${listId}-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={command === current}
            className="command"
            onPointerMove={() => setSelected(commands.indexOf(command))}
            onClick={() => run(command)}
          >
            <Icon name={command.icon} />
            <span className="command-label">{command.label}</span>
            <span className="command-kind">{command.kind}</span>
          </div>
        ))}
      </div>
      {commands.length === 0 && (
        <p className="command-none">
          Nothing goes by that. Try a page, a car, or a block, hash, address or DID.
        </p>
      )}
    </dialog>
  );
}

function useCommands(text: string): RunnableCommand[] {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const { data: vehicles } = useQuery({ ...vehiclesQuery, enabled: Boolean(session) });
  const cars = (vehicles ?? []).flatMap(({ id, model, did }): RunnableCommand[] => [
    {
      ...{ id: `car-${id}`, label: model, kind: `Car ${id}`, words: did, icon: 'car' },
      run: () => void navigate({ to: '/cars/$carId', params: { carId: id } }),
    },
    {
      ...{ id: `drives-${id}`, label: `Drives of ${model}`, kind: `Car ${id}`, icon: 'route' },
      run: () => void navigate({ to: '/cars/$carId/drives', params: { carId: id } }),
    },
    {
      ...{ id: `battery-${id}`, label: `Battery of ${model}`, kind: `Car ${id}`, icon: 'battery' },
      run: () => void navigate({ to: '/cars/$carId/battery', params: { carId: id } }),
    },
  ]);
  const pages = [...navigation.flatMap(({ items }) => items), ...subpages].map(
    ({ to, label, icon }): RunnableCommand => ({
      ...{ id: `page-${to.slice(1).replaceAll('/', '-') || 'home'}`, label, kind: 'Page', icon },
      run: () => void navigate({ to }),
    }),
  );
  const actions: RunnableCommand[] = [
    ...(['light', 'dark', 'system'] as const).map(
      (theme): RunnableCommand => ({
        ...{ id: `theme-${theme}`, kind: 'Look', icon: 'gear', words: 'theme color mode' },
        label:
          theme === 'system' ? 'Light or dark as the system' : `${theme === 'dark' ? 'Dark' : 'Light'} look`,
        run: () => setPreferences({ theme }),
      }),
    ),
    {
      ...{ id: 'api', label: 'The HTTP API', kind: 'Programmers', icon: 'book', words: 'openapi docs curl' },
      run: () => location.assign('/docs'),
    },
    ...(session
      ? [
          {
            ...{ id: 'sign-out', label: 'Sign out', kind: 'Account', icon: 'signOut' as const },
            run: () => void signOut(),
          },
        ]
      : []),
  ];
  const thing = recognizeChainThing(text);
  const chainCommand: RunnableCommand[] =
    thing === undefined
      ? []
      : [
          {
            ...{ id: 'chain', kind: 'Explorer', icon: 'chain' },
            label:
              { block: 'Block', hash: 'Hash', address: 'Address', vehicle: 'Vehicle' }[thing] +
              ` ${text.trim()}`,
            run: () => void navigate({ to: '/explorer/search', search: { q: text.trim() } }),
          },
        ];
  return [...chainCommand, ...findCommands([...cars, ...pages, ...actions], text)];
}

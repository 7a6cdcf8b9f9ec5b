// SPDX-License-Identifier: Apache-2.0
import './SignalPicker.css';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { classNames } from '../../ui/classNames.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { CatalogueSignal } from '../../vehicles/signalsQuery.ts';
import { searchSignals } from './searchSignals.ts';

export interface SignalPickerProps {
  label: string;
  signals: readonly CatalogueSignal[];
  /** Path; `null` for none. */
  value: string | null;
  onChange(signal: CatalogueSignal | null): void;
}

/** A combobox (ARIA Authoring Practices) over the catalogue: searched by words of name and path. */
export function SignalPicker({ label, signals, value, onChange }: SignalPickerProps) {
  const id = useId();
  const [query, setQuery] = useState<string>();
  const [position, setPosition] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const isOpen = query !== undefined;
  const chosen = signals.find(({ path }) => path === value);
  const choices = [null, ...searchSignals(signals, query ?? '')];
  const close = (): void => setQuery(undefined);
  const open = (): void => {
    setQuery('');
    setPosition(
      Math.max(
        0,
        choices.findIndex((choice) => (choice?.path ?? null) === value),
      ),
    );
  };
  const choose = (choice: CatalogueSignal | null | undefined): void => {
    if (choice !== undefined) onChange(choice);
    close();
  };
  const move = (to: number): void => {
    const next = Math.min(choices.length - 1, Math.max(0, to));
    setPosition(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (!isOpen) {
      if (!['ArrowDown', 'Enter', ' '].includes(key)) return;
      event.preventDefault();
      open();
      return;
    }
    if (key === 'ArrowDown') move(position + 1);
    else if (key === 'ArrowUp') move(position - 1);
    else if (key === 'Enter') choose(choices[position]);
    else if (key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  return (
    <div className={classNames('signal-picker', value === null && 'signal-picker-none')}>
      <input
        ref={input}
        type="text"
        role="combobox"
        className="input"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${id}-${position}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={chosen?.description ?? 'Search signals'}
        title={value ?? undefined}
        value={query ?? chosen?.description ?? value ?? 'Left out'}
        onClick={() => !isOpen && open()}
        onBlur={close}
        onChange={({ target }) => {
          setQuery(target.value);
          setPosition(target.value === '' ? 0 : 1);
        }}
        onKeyDown={onKeyDown}
      />
      <Icon name="down" size={16} />
      {isOpen && (
        <div className="signal-list" role="listbox" id={`${id}-list`} aria-label="Signals">
          {choices.map((choice, index) => (
            // The field keeps the focus and has the keys; a press here must not take it away.
            // biome-ignore lint/a11y/useFocusableInteractive: options are reached by aria-activedescendant
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field
            <div
              key={choice?.path ?? 'none'}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === position}
              className="signal-option"
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setPosition(index)}
              onClick={() => choose(choice)}
            >
              {choice === null ? (
                <span>Leave this column out</span>
              ) : (
                <>
                  <span>
                    {choice.description}
                    {choice.unit !== null && <span className="faint"> in {choice.unit}</span>}
                  </span>
                  <span className="signal-path mono">{choice.path.replace('Vehicle.', '')}</span>
                </>
              )}
            </div>
          ))}
          {choices.length === 1 && <p className="small soft signal-nothing">No signal has these words.</p>}
        </div>
      )}
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
import './Segmented.css';
import { useId } from 'react';

export interface SegmentedProps<Choice extends string> {
  /** What is chosen; read aloud, and shown by the caller where it is not clear. */
  label: string;
  value: Choice;
  choices: readonly (readonly [value: Choice, label: string])[];
  onChange(value: Choice): void;
}

/** A choice of a few, all in sight. */
export function Segmented<Choice extends string>({
  label,
  value,
  choices,
  onChange,
}: SegmentedProps<Choice>) {
  const name = useId();
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{label}</legend>
      {choices.map(([choice, choiceLabel]) => (
        <label key={choice} className="segment">
          <input
            type="radio"
            name={name}
            value={choice}
            checked={choice === value}
            onChange={() => onChange(choice)}
          />
          <span>{choiceLabel}</span>
        </label>
      ))}
    </fieldset>
  );
}

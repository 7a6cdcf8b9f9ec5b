// SPDX-License-Identifier: Apache-2.0
import { Field } from '../ui/Field.tsx';

export interface AmountFieldProps {
  value: string;
  onChange(text: string): void;
  hint?: string | undefined;
  /** What is wrong with it, once somebody has tried. */
  problem?: string | undefined;
}

/** Asks for an amount of DATR; `readAmount` reads what is typed. */
export function AmountField({ value, onChange, hint, problem }: AmountFieldProps) {
  return (
    <Field label="How many DATR" hint={hint ?? 'Such as 100 or 12.5.'} error={problem}>
      {({ id, describedBy }) => (
        <input
          id={id}
          className="input"
          inputMode="decimal"
          aria-describedby={describedBy}
          aria-invalid={problem !== undefined}
          value={value}
          autoComplete="off"
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

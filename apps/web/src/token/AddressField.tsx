// SPDX-License-Identifier: Apache-2.0
import { Field } from '../ui/Field.tsx';

export interface AddressFieldProps {
  label: string;
  value: string;
  onChange(text: string): void;
  hint?: string | undefined;
  /** From then on it says when what is typed is no address. */
  isTried: boolean;
}

export const isAddress = (text: string): boolean => /^0x[0-9a-fA-F]{40}$/.test(text.trim());

/** Asks for an account. */
export function AddressField({ label, value, onChange, hint, isTried }: AddressFieldProps) {
  const isWrong = isTried && !isAddress(value);
  return (
    <Field
      label={label}
      hint={hint}
      error={isWrong ? 'An account has 0x and 40 digits after it.' : undefined}
    >
      {({ id, describedBy }) => (
        <input
          id={id}
          className="input mono"
          aria-describedby={describedBy}
          aria-invalid={isWrong}
          value={value}
          placeholder="0x…"
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

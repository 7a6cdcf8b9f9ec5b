// SPDX-License-Identifier: Apache-2.0
import './AccountForm.css';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { isAddress } from './AddressField.tsx';

export interface AccountFormProps {
  label: string;
  account: string | undefined;
  onAccount(account: string): void;
}

/** Asks whose figures to show. */
export function AccountForm({ label, account, onAccount }: AccountFormProps) {
  const [text, setText] = useState(account ?? '');
  const [isTried, setTried] = useState(false);
  const typed = text.trim();
  const isRight = isAddress(typed);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isRight) onAccount(typed);
      }}
    >
      <Field
        label={label}
        error={isTried && !isRight ? 'An account has 0x and 40 digits after it.' : undefined}
      >
        {({ id, describedBy }) => (
          <div className="account-form">
            <input
              id={id}
              className="input mono"
              aria-describedby={describedBy}
              aria-invalid={isTried && !isRight}
              value={text}
              placeholder="0x…"
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => setText(target.value)}
            />
            <Button type="submit">Look up</Button>
          </div>
        )}
      </Field>
    </form>
  );
}

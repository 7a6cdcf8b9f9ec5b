// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { SignStep } from '../../wallet/signing/SignStep.tsx';
import { readAmount } from '../readAmount.ts';
import { buildSend } from '../tokenCalls.ts';

/** To whom, how much, and the signature. */
export function SendDialog({ onClose }: { onClose(): void }) {
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const { amount, problem } = readAmount(text);
  const receiver = to.trim();
  const isAddress = /^0x[0-9a-fA-F]{40}$/.test(receiver);
  const building = useMutation({
    mutationFn: (wanted: bigint) => buildSend({ to: receiver, amount: wanted }),
  });
  if (building.data !== undefined) {
    return (
      <Dialog title="Send DATR" onClose={onClose}>
        <SignStep
          call={building.data}
          command={`datacar token send --to ${receiver} --amount ${text.trim()}`}
          onClose={onClose}
        />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title="Send DATR"
      action="Go on"
      isBusy={building.isPending}
      error={building.error}
      onSubmit={() => {
        if (isAddress && amount !== undefined) building.mutate(amount);
      }}
      onClose={onClose}
    >
      {(isTried) => (
        <>
          <Field
            label="To"
            hint="What is sent to a wrong account is lost."
            error={isTried && !isAddress ? 'An account has 0x and 40 digits after it.' : undefined}
          >
            {({ id, describedBy }) => (
              <input
                id={id}
                className="input mono"
                aria-describedby={describedBy}
                aria-invalid={isTried && !isAddress}
                value={to}
                placeholder="0x…"
                autoComplete="off"
                spellCheck={false}
                onChange={({ target }) => setTo(target.value)}
              />
            )}
          </Field>
          <Field label="How many DATR" hint="Such as 100 or 12.5." error={isTried ? problem : undefined}>
            {({ id, describedBy }) => (
              <input
                id={id}
                className="input"
                inputMode="decimal"
                aria-describedby={describedBy}
                aria-invalid={isTried && problem !== undefined}
                value={text}
                autoComplete="off"
                onChange={({ target }) => setText(target.value)}
              />
            )}
          </Field>
        </>
      )}
    </FormDialog>
  );
}

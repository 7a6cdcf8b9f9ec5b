// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { SignStep } from '../../wallet/signing/SignStep.tsx';
import { AddressField, isAddress } from '../AddressField.tsx';
import { AmountField } from '../AmountField.tsx';
import { readAmount } from '../readAmount.ts';
import { buildSend } from '../tokenCalls.ts';

/** To whom, how much, and the signature. */
export function SendDialog({ onClose }: { onClose(): void }) {
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const { amount, problem } = readAmount(text);
  const receiver = to.trim();
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
        if (isAddress(receiver) && amount !== undefined) building.mutate(amount);
      }}
      onClose={onClose}
    >
      {(isTried) => (
        <>
          <AddressField
            label="To"
            hint="What is sent to a wrong account is lost."
            value={to}
            isTried={isTried}
            onChange={setTo}
          />
          <AmountField value={text} problem={isTried ? problem : undefined} onChange={setText} />
        </>
      )}
    </FormDialog>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { SignStep } from '../../wallet/signing/SignStep.tsx';
import { readAmount } from '../readAmount.ts';
import { buildPropose, quoteShell } from '../tokenCalls.ts';
import type { FundName } from '../tokenQueries.ts';
import { hashFile } from './hashFile.ts';
import { fundWords } from './releaseWords.ts';

/** Bytes that the contract takes at most. */
const purposeLengthMax = 1_000;

/** What a seat of the council asks a fund to pay. */
export function ProposeDialog({ fund, onClose }: { fund: FundName; onClose(): void }) {
  const [recipient, setRecipient] = useState('');
  const [text, setText] = useState('');
  const [purpose, setPurpose] = useState('');
  const [documentHash, setDocumentHash] = useState('');
  const { amount, problem } = readAmount(text);
  const isAddress = /^0x[0-9a-fA-F]{40}$/.test(recipient.trim());
  const isHash = /^0x[0-9a-f]{64}$/.test(documentHash);
  const building = useMutation({
    mutationFn: (wanted: bigint) =>
      buildPropose({
        ...{ fund, recipient: recipient.trim(), amount: wanted },
        ...{ purpose: purpose.trim(), documentHash },
      }),
  });
  const title = `Propose a release: ${fundWords[fund].name}`;
  if (building.data !== undefined) {
    const command = [
      `datacar fund propose --fund ${fund} --to ${recipient.trim()} --amount ${text.trim()}`,
      `--purpose ${quoteShell(purpose.trim())} --document-hash ${documentHash}`,
    ].join(' ');
    return (
      <Dialog title={title} onClose={onClose}>
        <SignStep call={building.data} command={command} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={title}
      action="Go on"
      isBusy={building.isPending}
      error={building.error}
      onSubmit={() => {
        if (isAddress && isHash && purpose.trim() !== '' && amount !== undefined) building.mutate(amount);
      }}
      onClose={onClose}
    >
      {(isTried) => (
        <>
          <p className="soft">Only a seat of the foundation’s council may propose.</p>
          <Field
            label="Recipient"
            error={isTried && !isAddress ? 'An account has 0x and 40 digits after it.' : undefined}
          >
            {({ id, describedBy }) => (
              <input
                id={id}
                className="input mono"
                aria-describedby={describedBy}
                value={recipient}
                placeholder="0x…"
                autoComplete="off"
                spellCheck={false}
                onChange={({ target }) => setRecipient(target.value)}
              />
            )}
          </Field>
          <Field label="How many DATR" error={isTried ? problem : undefined}>
            {({ id, describedBy }) => (
              <input
                id={id}
                className="input"
                inputMode="decimal"
                aria-describedby={describedBy}
                value={text}
                autoComplete="off"
                onChange={({ target }) => setText(target.value)}
              />
            )}
          </Field>
          <Field
            label="What for"
            hint="Everyone can read it, for good."
            error={isTried && purpose.trim() === '' ? 'Say what for.' : undefined}
          >
            {({ id, describedBy }) => (
              <textarea
                id={id}
                className="input"
                aria-describedby={describedBy}
                rows={3}
                maxLength={purposeLengthMax}
                value={purpose}
                onChange={({ target }) => setPurpose(target.value)}
              />
            )}
          </Field>
          <Field
            label="The published document that explains it"
            hint={
              isHash ? `Its hash: ${documentHash}` : 'The file stays here; only its hash goes to the chain.'
            }
            error={isTried && !isHash ? 'Choose the document.' : undefined}
          >
            {({ id, describedBy }) => (
              <input
                id={id}
                className="input"
                type="file"
                aria-describedby={describedBy}
                onChange={({ target }) => {
                  const file = target.files?.[0];
                  if (file !== undefined) void hashFile(file).then(setDocumentHash);
                }}
              />
            )}
          </Field>
        </>
      )}
    </FormDialog>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { SignStep } from '../../wallet/signing/SignStep.tsx';
import { AddressField, isAddress } from '../AddressField.tsx';
import { AmountField } from '../AmountField.tsx';
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
  const [documentHash, setDocumentHash] = useState<string>();
  const { amount, problem } = readAmount(text);
  const building = useMutation({
    mutationFn: (wanted: bigint) =>
      buildPropose({
        ...{ fund, recipient: recipient.trim(), amount: wanted },
        ...{ purpose: purpose.trim(), documentHash: documentHash ?? '' },
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
        const isWhole = isAddress(recipient) && documentHash !== undefined && purpose.trim() !== '';
        if (isWhole && amount !== undefined) building.mutate(amount);
      }}
      onClose={onClose}
    >
      {(isTried) => (
        <>
          <p className="soft">Only a seat of the foundation’s council may propose.</p>
          <AddressField label="Recipient" value={recipient} isTried={isTried} onChange={setRecipient} />
          <AmountField value={text} problem={isTried ? problem : undefined} onChange={setText} />
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
          <DocumentField hash={documentHash} isTried={isTried} onHash={setDocumentHash} />
        </>
      )}
    </FormDialog>
  );
}

interface DocumentFieldProps {
  hash: string | undefined;
  isTried: boolean;
  onHash(hash: string): void;
}

function DocumentField({ hash, isTried, onHash }: DocumentFieldProps) {
  return (
    <Field
      label="The published document that explains it"
      hint={
        hash === undefined ? 'The file stays here; only its hash goes to the chain.' : `Its hash: ${hash}`
      }
      error={isTried && hash === undefined ? 'Choose the document.' : undefined}
    >
      {({ id, describedBy }) => (
        <input
          id={id}
          className="input"
          type="file"
          aria-describedby={describedBy}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file !== undefined) void hashFile(file).then(onHash);
          }}
        />
      )}
    </Field>
  );
}

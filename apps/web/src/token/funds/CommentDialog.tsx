// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { SignStep } from '../../wallet/signing/SignStep.tsx';
import { buildComment, quoteShell } from '../tokenCalls.ts';
import type { FundName } from '../tokenQueries.ts';
import type { FundRelease } from './releaseWords.ts';

/** Bytes that the contract takes at most. */
const textLengthMax = 1_000;

interface CommentDialogProps {
  fund: FundName;
  release: FundRelease;
  onClose(): void;
}

/** What somebody has to say on a release; it stays on the chain for good. */
export function CommentDialog({ fund, release: { id }, onClose }: CommentDialogProps) {
  const [text, setText] = useState('');
  const building = useMutation({ mutationFn: () => buildComment({ fund, id, text: text.trim() }) });
  const title = `Comment on release ${id}`;
  if (building.data !== undefined) {
    const command = `datacar fund comment ${id} ${quoteShell(text.trim())} --fund ${fund}`;
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
        if (text.trim() !== '') building.mutate();
      }}
      onClose={onClose}
    >
      {(isTried) => (
        <Field
          label="Comment"
          hint="Everyone can read it, and nobody can take it back."
          error={isTried && text.trim() === '' ? 'Say something.' : undefined}
        >
          {({ id: inputId, describedBy }) => (
            <textarea
              id={inputId}
              className="input"
              aria-describedby={describedBy}
              rows={4}
              maxLength={textLengthMax}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
      )}
    </FormDialog>
  );
}

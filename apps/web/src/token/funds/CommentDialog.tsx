// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Field } from '../../ui/Field.tsx';
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
  return (
    <Dialog title={`Comment on release ${id}`} onClose={onClose}>
      {building.data !== undefined ? (
        <SignStep
          call={building.data}
          command={`datacar fund comment ${id} ${quoteShell(text.trim())} --fund ${fund}`}
          onClose={onClose}
        />
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') building.mutate();
          }}
        >
          <Field label="Comment" hint="Everyone can read it, and nobody can take it back.">
            {({ id: inputId, describedBy }) => (
              <textarea
                id={inputId}
                className="input"
                aria-describedby={describedBy}
                rows={4}
                required
                maxLength={textLengthMax}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            )}
          </Field>
          {building.error !== null && <ErrorState error={building.error} />}
          <div className="row">
            <Button kind="primary" type="submit" isBusy={building.isPending}>
              Go on
            </Button>
            <Button kind="quiet" onClick={onClose}>
              Cancel
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

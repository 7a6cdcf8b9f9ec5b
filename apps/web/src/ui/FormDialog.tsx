// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { ErrorState } from './ErrorState.tsx';

export interface FormDialogProps {
  title: string;
  /** What the button does, in a verb. */
  action: string;
  isBusy: boolean;
  /** What the server said to it. */
  error: Error | null;
  /** The fields; `isTried` from the first press on, from when on they say what is wrong with them. */
  children(isTried: boolean): ReactNode;
  /** Sends the form if its fields are right. */
  onSubmit(): void;
  onClose(): void;
}

/** A form before all else, with its button and a way out. */
export function FormDialog({ title, action, isBusy, error, children, onSubmit, onClose }: FormDialogProps) {
  const [isTried, setTried] = useState(false);
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          onSubmit();
        }}
      >
        {children(isTried)}
        {error !== null && <ErrorState error={error} />}
        <div className="row">
          <Button kind="primary" type="submit" isBusy={isBusy}>
            {action}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

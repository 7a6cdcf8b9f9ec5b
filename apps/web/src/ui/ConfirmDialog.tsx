// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { ErrorState } from './ErrorState.tsx';

export interface ConfirmDialogProps {
  /** The question. */
  title: string;
  /** What follows from a yes. */
  children: ReactNode;
  /** The yes, in words of what it does. */
  action: string;
  isBusy: boolean;
  error: unknown;
  onConfirm(): void;
  onClose(): void;
}

/** Before what cannot be undone. */
export function ConfirmDialog({
  title,
  children,
  action,
  isBusy,
  error,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="soft">{children}</p>
      {error !== null && <ErrorState error={error} />}
      <div className="row">
        <Button kind="danger" isBusy={isBusy} onClick={onConfirm}>
          {action}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          Keep it
        </Button>
      </div>
    </Dialog>
  );
}

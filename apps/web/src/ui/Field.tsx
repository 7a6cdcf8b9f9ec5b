// SPDX-License-Identifier: Apache-2.0
import './Field.css';
import { type ReactNode, useId } from 'react';

export interface FieldProps {
  label: ReactNode;
  /** What to enter, and why. */
  hint?: ReactNode;
  error?: ReactNode;
  /** The control; give it the id and, where there is a hint or error, `aria-describedby`. */
  children(ids: { id: string; describedBy: string | undefined }): ReactNode;
}

/** A form control with its label, hint and error. The control gets the class `input`. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const describedBy = hint !== undefined || error !== undefined ? `${id}-about` : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy })}
      {describedBy !== undefined && (
        <div id={describedBy} className={error === undefined ? 'field-hint' : 'field-error'}>
          {error ?? hint}
        </div>
      )}
    </div>
  );
}

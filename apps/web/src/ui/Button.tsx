// SPDX-License-Identifier: Apache-2.0
import './Button.css';
import type { ComponentPropsWithRef } from 'react';
import { classNames } from './classNames.ts';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** `primary` once on a page at most. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger' | undefined;
  isSmall?: boolean | undefined;
  /** While its action runs: it cannot be pressed again, and says so. */
  isBusy?: boolean | undefined;
}

/** A link that looks like one: `<Link className="button button-primary">`. */
export function Button({ kind = 'plain', isSmall, isBusy, className, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames('button', `button-${kind}`, isSmall && 'button-small', className)}
      disabled={disabled === true || isBusy === true}
      aria-busy={isBusy}
    />
  );
}

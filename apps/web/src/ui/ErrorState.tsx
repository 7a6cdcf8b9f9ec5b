// SPDX-License-Identifier: Apache-2.0
import { describeError } from '../app/describeError.ts';
import { Button } from './Button.tsx';
import { Callout } from './Callout.tsx';

/** In place of what could not be shown: what happened and what to do. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { title, advice, code } = describeError(error);
  return (
    <Callout tone={code === 'NOT_FOUND' || code === 'NOT_ANCHORED' ? 'info' : 'danger'} title={title} isAlert>
      <p>{advice}</p>
      {code !== null && (
        <p className="small faint">
          Code <code>{code}</code>
        </p>
      )}
      {onRetry !== undefined && (
        <Button isSmall onClick={onRetry}>
          Try again
        </Button>
      )}
    </Callout>
  );
}

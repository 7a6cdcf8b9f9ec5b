// SPDX-License-Identifier: Apache-2.0
import { Callout } from '../../ui/Callout.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';

/** What went wrong with a passkey. That somebody thought better of it is no failure. */
export function PasskeyError({ error }: { error: unknown }) {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') {
    return (
      <Callout tone="warning" title="Nothing was done" isAlert>
        <p className="soft">The device was not asked to the end, or it has no passkey for this server.</p>
      </Callout>
    );
  }
  if (name === 'InvalidStateError') {
    return <Callout tone="info" title="This device already has a passkey for you here" isAlert />;
  }
  return <ErrorState error={error} />;
}

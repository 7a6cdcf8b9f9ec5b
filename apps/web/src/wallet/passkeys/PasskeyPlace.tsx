// SPDX-License-Identifier: Apache-2.0
import { Callout } from '../../ui/Callout.tsx';
import { hasPasskeys, isAtAddress, urlByName } from './passkeySupport.ts';

/** Whether the page stands where passkeys can be used. */
export const canUsePasskeys = (): boolean => hasPasskeys() && !isAtAddress();

/** Where to go when they cannot. */
export function PasskeyPlace() {
  if (canUsePasskeys()) return null;
  const url = urlByName();
  return (
    <Callout tone="info" title="Passkeys need this page by its name">
      <p className="soft">
        A passkey belongs to a name, and needs a trusted connection.{' '}
        {url === undefined ? (
          <>
            Open the page by the HTTPS address with a name that <code>datacar start --lan</code> prints, once
            this device trusts its certificate.
          </>
        ) : (
          <>
            Open <a href={url}>{url.replace(/#.*/, '')}</a> instead.
          </>
        )}
      </p>
    </Callout>
  );
}

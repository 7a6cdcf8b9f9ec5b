// SPDX-License-Identifier: Apache-2.0
import { isIP } from 'node:net';
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** For whom an authenticator makes and uses a passkey (WebAuthn Level 3, sections 5.1.2 and 13.4.9). */
export interface RelyingParty {
  /** Of the page, such as `https://garage.local:8443`. */
  origin: string;
  /** The host's name, without the port. */
  rpId: string;
}

/**
 * The relying party of a page. Its Origin has been compared with the Host that it called before.
 * @throws DatacarError PASSKEY_HOST_INVALID where no browser makes passkeys
 */
export function relyingPartyOf(origin: string | undefined): RelyingParty {
  const url = origin !== undefined && URL.canParse(origin) ? new URL(origin) : undefined;
  const name = url?.hostname.replace(/^\[(.*)\]$/, '$1') ?? '';
  if (url === undefined || isIP(name) !== 0) {
    const port = url?.port === undefined || url.port === '' ? '' : `:${url.port}`;
    throw new DatacarError(
      'PASSKEY_HOST_INVALID',
      `Passkeys belong to a name, and an IP address is none. Open this page as ${url?.protocol ?? 'http:'}//localhost${port} on this machine, or by the name that \`datacar start --lan\` prints.`,
    );
  }
  if (url.protocol !== 'https:' && name !== 'localhost' && !name.endsWith('.localhost')) {
    throw new DatacarError(
      'PASSKEY_HOST_INVALID',
      'Passkeys need HTTPS. Start the server with --lan and open the address that it prints.',
    );
  }
  return { origin: url.origin, rpId: name };
}

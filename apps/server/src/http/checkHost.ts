// SPDX-License-Identifier: Apache-2.0
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { DatacarError } from '@datacar/core/errors/DatacarError';

export interface HostPolicy {
  /** Names that this server answers to, beside IP addresses, `localhost` and the machine's own name. */
  allowedHosts: readonly string[];
  /** Origins of other sites whose pages may call this server. */
  allowedOrigins: readonly string[];
}

/**
 * Refuses what a browser was tricked into sending. A page whose DNS name was rebound to this address still sends
 * its own name as Host; an IP address cannot be rebound. A page of another site sends its own Origin.
 * @throws DatacarError HOST_NOT_ALLOWED
 */
export function checkHost(
  { host, origin }: { host: string | undefined; origin: string | undefined },
  { allowedHosts, allowedOrigins }: HostPolicy,
): void {
  const name = parseUrl(`http://${host ?? ''}`)?.hostname;
  const isKnown =
    name !== undefined &&
    (isAddress(name) ||
      name === 'localhost' ||
      name === hostname().toLowerCase() ||
      allowedHosts.includes(name));
  if (!isKnown) {
    throw new DatacarError(
      'HOST_NOT_ALLOWED',
      'This server does not go by that name. Start it with --allowed-host.',
      {
        details: { host: host ?? null },
      },
    );
  }
  if (
    origin === undefined ||
    allowedOrigins.includes(origin) ||
    parseUrl(origin)?.host === host?.toLowerCase()
  )
    return;
  throw new DatacarError(
    'HOST_NOT_ALLOWED',
    'Pages of that origin may not call this server. Start it with --cors.',
    {
      details: { origin },
    },
  );
}

/**
 * Refuses a change that a page of another origin could have caused with the cookie of this one: it names no Origin,
 * or its browser says that it comes from elsewhere, be it the same host by another scheme or port.
 * @throws DatacarError HOST_NOT_ALLOWED
 */
export function requireSameOrigin(
  {
    origin,
    'sec-fetch-site': site,
  }: { origin?: string | undefined; 'sec-fetch-site'?: string | string[] | undefined },
  { allowedOrigins }: Pick<HostPolicy, 'allowedOrigins'>,
): void {
  if (origin === undefined) {
    throw new DatacarError(
      'HOST_NOT_ALLOWED',
      'A request by cookie that changes something must name its Origin.',
    );
  }
  if (site === undefined || site === 'same-origin' || allowedOrigins.includes(origin)) return;
  throw new DatacarError(
    'HOST_NOT_ALLOWED',
    'A request by cookie that changes something must come from this origin.',
    {
      details: { origin },
    },
  );
}

function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

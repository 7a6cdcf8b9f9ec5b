// SPDX-License-Identifier: Apache-2.0

/** Whether this browser makes passkeys at all; it does on HTTPS and on localhost. */
export const hasPasskeys = (): boolean =>
  window.isSecureContext && typeof window.PublicKeyCredential === 'function';

/** Passkeys belong to names (WebAuthn, section 5.1.2); an address has none. */
export const isAtAddress = (): boolean => /^[\d.]+$|:/.test(window.location.hostname);

/** The same page by a name, where this machine itself is meant. */
export function urlByName(): string | undefined {
  const { hostname, protocol, port, pathname, hash } = window.location;
  if (hostname !== '127.0.0.1' && hostname !== '[::1]') return undefined;
  return `${protocol}//localhost${port === '' ? '' : `:${port}`}${pathname}${hash}`;
}

/** A name for the passkey that its owner will know again. */
export function guessDeviceName(): string {
  const { userAgent } = navigator;
  if (/iPhone/.test(userAgent)) return 'iPhone';
  if (/iPad/.test(userAgent)) return 'iPad';
  if (/Android/.test(userAgent)) return 'Android phone';
  if (/Macintosh/.test(userAgent)) return 'Mac';
  if (/Windows/.test(userAgent)) return 'Windows PC';
  return 'This computer';
}

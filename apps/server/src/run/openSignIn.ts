// SPDX-License-Identifier: Apache-2.0
import { hexToBytes } from 'viem';
import type { People } from '../vehicles/openPeople.ts';
import { createAuthenticator } from '../wallet/createAuthenticator.ts';
import { createDeviceVerifier } from '../wallet/createDeviceVerifier.ts';
import { createLoginLinks } from '../wallet/createLoginLinks.ts';
import { createNonces } from '../wallet/createNonces.ts';
import { openApiTokens } from '../wallet/openApiTokens.ts';
import { openPasskeys } from '../wallet/openPasskeys.ts';
import { openSessions } from '../wallet/openSessions.ts';
import type { StartServicesDependencies } from './StartServicesDependencies.ts';

export type SignIn = Awaited<ReturnType<typeof openSignIn>>;

/** Everything by which people, programs and cars say who they are. */
export async function openSignIn({
  clock,
  paths,
  keys,
  chain,
  contracts,
  log,
  chainIndex,
  people,
}: StartServicesDependencies & { people: People }) {
  const registry = hexToBytes(contracts.vehicleRegistry);
  const verifyDeviceToken = createDeviceVerifier(
    { expected: { ...chain.identity, registry, log: log.origin } },
    { chainIndex, clock },
  );
  const folder = paths.documents;
  const operator = keys.owner.address;
  const sessions = await openSessions({ folder }, { clock });
  const apiTokens = await openApiTokens({ folder }, { clock });
  const authenticator = createAuthenticator({ sessions, apiTokens, operator, verifyDeviceToken });
  const passkeys = await openPasskeys({ folder }, { clock });
  const loginLinks = createLoginLinks({ clock });
  const nonces = createNonces({ clock });
  return {
    ...{ operator, sessions, apiTokens, passkeys, people, authenticator, loginLinks, nonces },
    verifyDeviceToken,
  };
}

// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import {
  createApiToken,
  createLoginLink,
  createNonce,
  listApiTokens,
  readSession,
  revokeApiToken,
  signInWithEthereum,
  signInWithLink,
  signOut,
} from '@datacar/core/wallet/routes';
import type { FastifyReply } from 'fastify';
import { type Address, type Hex, isAddressEqual } from 'viem';
import { sessionCookieName } from '../http/authenticateRequest.ts';
import { type Implementation, implement } from '../http/implement.ts';
import { encodeQr } from '../lan/encodeQr.ts';
import type { People } from '../vehicles/openPeople.ts';
import type { LoginLinks } from './createLoginLinks.ts';
import type { Nonces } from './createNonces.ts';
import type { ApiToken, ApiTokens } from './openApiTokens.ts';
import type { Session, Sessions } from './openSessions.ts';
import type { Person, Principal } from './Principal.ts';
import { verifySiwe } from './verifySiwe.ts';

/** Guessing is hopeless, so this only keeps the log and the memory small. */
export const SIGN_INS_PER_MINUTE = 60;

export interface WalletServices {
  chainId: number;
  operator: Address;
  port: () => number;
  sessions: Sessions;
  apiTokens: ApiTokens;
  loginLinks: LoginLinks;
  nonces: Nonces;
  /** With the token in the fragment, which no server and no proxy sees. */
  linkOf: (token: string) => string;
  /** The same for phones in the local network; undefined without --lan. */
  lanLinkOf: (token: string) => string | undefined;
  people: Pick<People, 'nameOf'>;
  clock: () => number;
}

/** Makes a session for an account, sets the page's cookie, and returns what the answer says. */
export type SignInAs = ReturnType<typeof createSignInAs>;

export function createSignInAs(
  services: Pick<WalletServices, 'operator' | 'sessions' | 'people' | 'port' | 'clock'>,
) {
  const { operator, sessions, people } = services;
  return async (account: Address, reply: FastifyReply, by: { passkey?: string } = {}) => {
    const session = await sessions.create(account, by);
    setCookie(reply, session, services);
    const { token, expiresAtMs } = session;
    const name = people.nameOf(account) ?? null;
    return { account, name, isOperator: isAddressEqual(account, operator), expiresAtMs, token };
  };
}

export function implementWallet(services: WalletServices & { signInAs: SignInAs }): Implementation[] {
  const { chainId, operator, sessions, apiTokens, loginLinks, nonces, people, signInAs, clock } = services;
  const limited = { perMinuteMax: SIGN_INS_PER_MINUTE };

  return [
    implement(createNonce, ({ request }) => ({ ...nonces.create(), domain: request.host, chainId }), limited),
    implement(
      signInWithEthereum,
      async ({ body, request, reply }) => {
        const { message, signature } = body;
        const options = { message, signature: signature as Hex, domain: request.host, chainId };
        return signInAs(await verifySiwe(options, { nonces, clock }), reply);
      },
      limited,
    ),
    implement(
      signInWithLink,
      async ({ body, reply }) => {
        if (loginLinks.use(body.token)) return signInAs(operator, reply);
        throw new DatacarError(
          'UNAUTHENTICATED',
          'The link is unknown, used or older than ten minutes. Ask for a new one.',
        );
      },
      limited,
    ),
    implement(
      createLoginLink,
      () => {
        const { token, expiresAtMs } = loginLinks.create();
        const lanUrl = services.lanLinkOf(token) ?? null;
        return {
          url: services.linkOf(token),
          lanUrl,
          lanQr: lanUrl === null ? null : encodeQr(lanUrl),
          expiresAtMs,
        };
      },
      limited,
    ),
    implement(readSession, ({ principal }) => {
      const { account, isOperator, expiresAtMs } = personOf(principal);
      return { account, name: people.nameOf(account) ?? null, isOperator, expiresAtMs };
    }),
    implement(signOut, async ({ principal, reply }) => {
      const { via } = personOf(principal);
      if ('session' in via) await sessions.end(via.session);
      reply.clearCookie(sessionCookieName(services.port()), { path: '/' });
      return { isSignedOut: true as const };
    }),
    implement(createApiToken, async ({ principal, body }) => {
      const { token, ...created } = await apiTokens.create({ account: personOf(principal).account, ...body });
      return { ...describeApiToken(created), token };
    }),
    implement(listApiTokens, ({ principal }) => ({
      items: apiTokens.list(personOf(principal).account).map(describeApiToken),
      nextCursor: null,
    })),
    implement(revokeApiToken, async ({ principal, params }) => {
      await apiTokens.revoke({ account: personOf(principal).account, id: params.tokenId });
      return { isRevoked: true as const };
    }),
  ];
}

/** The person whose request it is; routes that ask for one have checked that there is one. */
export function personOf(principal: Principal): Person {
  if (principal.kind === 'person') return principal;
  throw new DatacarError('FORBIDDEN', 'This is for people only.');
}

function setCookie(
  reply: FastifyReply,
  { token, expiresAtMs }: Session & { token: string },
  { port, clock }: Pick<WalletServices, 'port' | 'clock'>,
): void {
  reply.setCookie(sessionCookieName(port()), token, {
    httpOnly: true,
    sameSite: 'strict',
    // Behind a proxy with TLS the cookie must not go over plain HTTP; on the own machine there is no TLS.
    secure: reply.request.protocol === 'https',
    path: '/',
    maxAge: Math.floor((expiresAtMs - clock()) / 1_000),
  });
}

function describeApiToken({ id, name, scopes, createdAtMs, expiresAtMs }: ApiToken) {
  return { id, name, scopes, createdAtMs, expiresAtMs };
}

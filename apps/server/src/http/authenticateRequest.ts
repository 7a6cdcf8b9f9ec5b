// SPDX-License-Identifier: Apache-2.0
import type { FastifyRequest } from 'fastify';
import type { Authenticator } from '../wallet/createAuthenticator.ts';
import { nobody, type Principal } from '../wallet/Principal.ts';

/** A cookie belongs to a host, not to its port, so two servers on one machine need two names. */
export function sessionCookieName(port: number): string {
  return `datacar-session-${port}`;
}

/** Whom a request comes from: its bearer token, or else its cookie. */
export function authenticateRequest(
  request: FastifyRequest,
  { authenticator, port }: { authenticator: Authenticator; port: number },
): { principal: Principal; isByCookie: boolean } {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [, token] = /^Bearer ([A-Za-z0-9_-]+)$/i.exec(authorization) ?? [];
    return { principal: token === undefined ? nobody : authenticator.fromToken(token), isByCookie: false };
  }
  const cookie = request.cookies[sessionCookieName(port)];
  // Only sessions are ever set as a cookie; a program's or a car's token in one would be somebody's doing.
  const principal = cookie?.startsWith('dcs_') ? authenticator.fromToken(cookie) : nobody;
  return { principal, isByCookie: principal !== nobody };
}

// SPDX-License-Identifier: Apache-2.0
import type { Principal } from '../wallet/Principal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom the request comes from; set before any route's own hooks run. */
    principal: Principal;
  }
}

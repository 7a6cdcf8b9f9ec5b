// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import type { FastifyInstance } from 'fastify';

export const RPC_PATH = '/rpc';

/** A batch of raw transactions; the gateway counts and limits what is in it. */
const RPC_BODY_BYTES_MAX = 1024 * 1024;

/** JSON-RPC of the chain, over HTTP and WebSocket, through the gateway's allow-list and limits. */
export async function registerRpc(app: FastifyInstance, { chain }: { chain: Chain }): Promise<void> {
  await app.register(async (scope) => {
    // The gateway parses by itself: it answers malformed JSON with JSON-RPC's own error.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post(
      RPC_PATH,
      { bodyLimit: RPC_BODY_BYTES_MAX, schema: { hide: true } as object },
      async (request, reply) => {
        reply.type('application/json');
        const body = (request.body ?? '') as Buffer | string;
        return reply.send(await chain.handleRpc(body, { address: request.ip }));
      },
    );
    scope.get(RPC_PATH, { websocket: true, schema: { hide: true } as object }, (socket, request) => {
      chain.handleSocket(socket, { address: request.ip });
    });
  });
}

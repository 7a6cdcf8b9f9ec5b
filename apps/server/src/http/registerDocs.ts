// SPDX-License-Identifier: Apache-2.0
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

export const DOCS_PATH = '/docs';

/** OpenAPI 3.1 of every route that is registered after it, and a page to read and try it, with nothing from elsewhere. */
export async function registerDocs(app: FastifyInstance, { version }: { version: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Datacar',
        version,
        description:
          'The ledger of a car: what it says is signed in the car, belongs to its owner, and can be checked by anyone. ' +
          'Times are milliseconds since the epoch in answers; questions also take ISO-8601. Besides these routes there ' +
          'are the live feed (WebSocket /v1/live) and JSON-RPC of the chain (/rpc, HTTP and WebSocket).',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'A session (dcs_…), an API token (dct_…) or a device token (signed by the car)',
          },
          session: { type: 'apiKey', in: 'cookie', name: 'datacar-session-<port>' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, {
    routePrefix: DOCS_PATH,
    staticCSP: true,
    uiConfig: { docExpansion: 'list', deepLinking: true, validatorUrl: null },
  });
  app.get(`${DOCS_PATH}/openapi.json`, { schema: { hide: true } as object }, () => app.swagger());
}

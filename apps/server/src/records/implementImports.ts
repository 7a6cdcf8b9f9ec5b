// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import {
  discardImport,
  listImports,
  previewImport,
  readImport,
  startImport,
  uploadRecords,
} from '@datacar/core/records/importRoutes';
import type { ImportResult } from '@datacar/core/vehicles/AgentEvent';
import { type Implementation, implement } from '../http/implement.ts';
import type { Ownership } from '../vehicles/createOwnership.ts';
import { requireRole } from '../vehicles/implementVehicles.ts';
import type { Principal } from '../wallet/Principal.ts';
import type { Imports, RecordImport } from './imports/openImports.ts';

/** People look at a few files; each look and each upload costs a process or disk. */
const PER_MINUTE = 120;

export interface ImportServices {
  imports: Imports;
  ownership: Ownership;
}

export function implementImports({ imports, ownership }: ImportServices): Implementation[] {
  const limited = { perMinuteMax: PER_MINUTE };

  /** The car, for who may bring data now; who sold it may not. */
  function driven(id: string, principal: Principal): number {
    const vehicle = Number(id);
    requireRole(ownership, vehicle, { principal, needed: 'driver' });
    return vehicle;
  }

  return [
    implement(
      uploadRecords,
      async ({ params, query, principal, request, reply }) => {
        const vehicle = driven(params.id, principal);
        const { socket } = request.raw;
        try {
          const body = request.body as Readable;
          return describe(await imports.upload({ vehicle, name: query.name, body }));
        } catch (error) {
          // Nobody reads the rest of a refused file, and a connection with unread bytes would keep the server open.
          reply.header('connection', 'close');
          reply.raw.once('finish', () => socket.destroySoon());
          throw error;
        }
      },
      limited,
    ),
    implement(listImports, ({ params, principal }) => ({
      items: imports.list(driven(params.id, principal)).map(describe),
    })),
    implement(readImport, ({ params, principal }) =>
      describe(imports.read(driven(params.id, principal), params.import)),
    ),
    implement(
      previewImport,
      ({ params, body, principal }) =>
        imports.preview(driven(params.id, principal), params.import, body.mapping),
      limited,
    ),
    implement(
      startImport,
      async ({ params, body, principal }) =>
        describe(await imports.start(driven(params.id, principal), params.import, body.mapping)),
      limited,
    ),
    implement(discardImport, async ({ params, principal }) => {
      await imports.discard(driven(params.id, principal), params.import);
      return { isDiscarded: true as const };
    }),
  ];
}

function describe(one: RecordImport) {
  const { id, name, bytes, createdAtMs, expiresAtMs, state, progress, result, error } = one;
  return {
    ...{ id, name, bytes, createdAtMs, expiresAtMs, state, progress, error },
    result: result === null ? null : describeResult(result),
  };
}

/** Where the file stood on this machine is nobody's business. */
function describeResult({ file: _file, isResumed: _isResumed, error: _error, ...result }: ImportResult) {
  return result;
}

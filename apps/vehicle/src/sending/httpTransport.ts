// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import { readHealth } from '@datacar/sdk/api/readHealth';
import type { Client } from '@datacar/sdk/client/Client';
import { sendBatch } from '@datacar/sdk/records/sendBatch';
import type { Connection, Transport } from './Transport.ts';

/** One after the other, because parallel requests may overtake each other and a stream is kept in order. */
const WINDOW_BATCHES = 1;

/** Sends by HTTP. `client` signs in as the device. */
export function httpTransport({ vehicle }: { vehicle: string }, { client }: { client: Client }): Transport {
  return {
    kind: 'http',
    url: client.url,
    windowBatches: WINDOW_BATCHES,
    open: async () => {
      await readHealth(client).catch((error: unknown) => {
        // A server that says it is unwell is there all the same, and may well take a batch.
        if (error instanceof DatacarError && error.code !== 'SERVER_UNREACHABLE') return;
        throw error;
      });
      return createConnection(client, vehicle);
    },
  };
}

function createConnection(client: Client, vehicle: string): Connection {
  const stop = new AbortController();
  let resolveLost: (reason: Error | undefined) => void = () => undefined;
  const lost = new Promise<Error | undefined>((resolve) => {
    resolveLost = resolve;
  });
  return {
    lost,
    close: async () => {
      stop.abort();
      resolveLost(undefined);
    },
    send: async ({ headerHash, wire }) => {
      try {
        return await sendBatch(client, { vehicle, batch: wire, signal: stop.signal });
      } catch (error) {
        if (stop.signal.aborted) throw new DatacarError('SERVER_UNREACHABLE', 'The agent is stopping.');
        if (!(error instanceof DatacarError)) throw error;
        if (error.code === 'SERVER_UNREACHABLE') resolveLost(error);
        const refusal = refusalOf(error, headerHash);
        if (refusal === undefined) throw error;
        return refusal;
      }
    },
  };
}

/** A refusal for good, as MQTT says it; undefined when the error may pass. */
function refusalOf({ code, message, details }: DatacarError, headerHash: string): IngestAnswer | undefined {
  if (details.final !== true) return undefined;
  return {
    headerHash: `0x${headerHash}`,
    sequence: null,
    readings: { added: 0, duplicates: 0, conflicts: 0 },
    error: { code, message, final: true },
  };
}

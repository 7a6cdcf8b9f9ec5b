// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { uploadRecords as Route } from '@datacar/core/records/importRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

/** A large file over a slow wireless network takes its time. */
const uploadTimeoutMs = 10 * 60_000;

export interface UploadRecordsParameters {
  vehicle: string;
  /** Of the file, such as `drive.csv`. */
  name: string;
  /** A `File` of the page, or the bytes; at most 64 MiB. */
  file: Blob | Uint8Array;
  signal?: AbortSignal | undefined;
}

export type UploadRecordsReturnType = RouteResponse<typeof Route>;

/**
 * Brings a CSV file of recorded drives. `previewImport` shows how it reads, `startImport` imports it.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { uploadRecords } from '@datacar/sdk/records/uploadRecords';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { id } = await uploadRecords(client, { vehicle: '1', name: 'drive.csv', file });
 */
export function uploadRecords(
  client: Client,
  { vehicle, name, file, signal }: UploadRecordsParameters,
): Promise<UploadRecordsReturnType> {
  return requestRoute<typeof Route>(
    { ...client, timeoutMs: Math.max(client.timeoutMs, uploadTimeoutMs) },
    'uploadRecords',
    { params: { id: vehicle }, query: { name } },
    { bytes: { mediaType: 'text/csv', content: file }, signal },
  );
}

// SPDX-License-Identifier: Apache-2.0
import { listImports } from '@datacar/sdk/records/listImports';
import { type PreviewImportReturnType, previewImport } from '@datacar/sdk/records/previewImport';
import { type ReadImportReturnType, readImport } from '@datacar/sdk/records/readImport';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export type RecordImport = ReadImportReturnType;
export type ImportPreview = PreviewImportReturnType;

/** While an import runs its state is asked for so often. */
const pollMs = 1_000;

/** Which import of which car. */
export interface ImportKey {
  vehicle: string;
  import: string;
}

export const isUnderWay = ({ state }: RecordImport): boolean => state === 'waiting' || state === 'running';

export const importsQuery = (vehicle: string) =>
  queryOptions({
    queryKey: ['imports', vehicle],
    queryFn: () => listImports(client, { vehicle }),
  });

export const importQuery = (key: ImportKey) =>
  queryOptions({
    queryKey: ['imports', key.vehicle, key.import],
    queryFn: () => readImport(client, key),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isUnderWay(data) ? pollMs : false),
    // An import that runs is not seen by anybody who looks elsewhere; it shows when they are back.
    refetchOnMount: 'always',
  });

/** How the first rows read: by a mapping, or by what the server knows or guesses. */
export const previewQuery = (key: ImportKey, mapping: object | undefined) =>
  queryOptions({
    queryKey: ['imports', key.vehicle, key.import, 'preview', mapping ?? null],
    queryFn: () => previewImport(client, { ...key, mapping }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

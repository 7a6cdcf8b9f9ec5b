// SPDX-License-Identifier: Apache-2.0
import { encodeBase64Url } from '@datacar/core/encoding/encodeBase64Url';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import type { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import type { ChainIdentity } from '@datacar/core/records/ChainIdentity';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import { signAcknowledgement } from '@datacar/core/records/signAcknowledgement';
import type { ProjectedReadings } from '@datacar/store/telemetry/BatchProjection';

/**
 * How long after its acknowledgement a batch is at the latest in an anchored checkpoint; longer than any anchor
 * interval that can be set, and the same for ever, so that a repeated acknowledgement says the same.
 */
export const INCLUDE_WITHIN_MS = 60 * 60_000;

/** Refusals that the same batch may not meet again. */
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'DEVICE_KEY_UNKNOWN',
  'INTERNAL',
  'OVERLOADED',
  'OWNER_EPOCH_UNKNOWN',
  'STARTING',
  'STORAGE_FAILED',
  'STORAGE_FULL',
]);

export interface AcknowledgementFacts {
  identity: ChainIdentity;
  /** Log origin. */
  log: string;
  /** P-256, 32 bytes. */
  ackKey: Uint8Array;
}

const nothingAdded: ProjectedReadings = { added: 0, duplicates: 0, conflicts: 0 };

export function acknowledge(
  batch: { headerHash: Uint8Array; sequence: number; receivedAtMs: number; readings: ProjectedReadings },
  { identity, log, ackKey }: AcknowledgementFacts,
): IngestAnswer {
  const { headerHash, sequence, receivedAtMs, readings } = batch;
  const { chainId, genesisHash } = identity;
  const includeByMs = receivedAtMs + INCLUDE_WITHIN_MS;
  const cose = signAcknowledgement(
    { version: 1, chainId, genesisHash, headerHash, log, receivedAtMs, includeByMs },
    ackKey,
  );
  return {
    headerHash: encodeHex(headerHash),
    acknowledgement: encodeBase64Url(cose),
    sequence,
    readings,
  };
}

export function refuse(
  { code, message, details }: DatacarError,
  known: { headerHash: Uint8Array; sequence: number } | undefined,
): IngestAnswer {
  return {
    headerHash: known === undefined ? null : encodeHex(known.headerHash),
    sequence: known?.sequence ?? null,
    readings: nothingAdded,
    error: {
      code,
      message,
      final: !passing.has(code),
      ...(Object.keys(details).length > 0 ? { details: { ...details } } : {}),
    },
  };
}

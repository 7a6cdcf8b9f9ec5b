// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { BATCH_HEADER_VERSION } from '@datacar/core/records/BatchHeader';
import { encodeBatch } from '@datacar/core/records/encodeBatch';
import { hashColumns } from '@datacar/core/records/hashColumns';
import { merkleRoot } from '@datacar/core/records/merkleRoot';
import type { ReadingSource } from '@datacar/core/records/Reading';
import { signBatchHeader } from '@datacar/core/records/signBatchHeader';
import { catalogueId } from '@datacar/core/signals/catalogueId';
import type { WindowColumns } from '../batching/createReadingWindow.ts';
import type { Device } from '../folder/Device.ts';
import type { StreamHead } from '../queue/QueueRecord.ts';
import type { SignedBatch } from '../queue/StreamQueue.ts';

const SECRET_BYTES = 32;

/** A window whose readings are in order, ready to be signed. */
export interface SignableWindow {
  fromMs: number;
  toMs: number;
  nextByMs: number;
  content: Pick<WindowColumns, 'columns' | 'count'>;
}

export interface BatchSignerParameters {
  device: Device;
  /** Hex. */
  stream: string;
  source: ReadingSource;
}

/** Signs a window as the batch that follows `head`. Signs and remembers nothing: the queue keeps what it returns. */
export type SignBatch = (
  window: SignableWindow,
  head: Pick<StreamHead, 'sequence' | 'previousHash'>,
) => SignedBatch;

export function createBatchSigner({ device, stream, source }: BatchSignerParameters): SignBatch {
  const { identity, privateKey } = device;
  const common = {
    version: BATCH_HEADER_VERSION,
    chainId: identity.chainId,
    genesisHash: identity.genesisHash,
    registry: identity.registry,
    vehicle: identity.vehicle,
    keyIndex: identity.keyIndex,
    ownerEpoch: identity.ownerEpoch,
    stream: Uint8Array.from(Buffer.from(stream, 'hex')),
    source,
    catalogue: catalogueId,
  } as const;

  return ({ fromMs, toMs, nextByMs, content: { columns, count } }, { sequence, previousHash }) => {
    const secret = Uint8Array.from(randomBytes(SECRET_BYTES));
    const root = merkleRoot(hashColumns(columns, secret));
    const signed = signBatchHeader(
      {
        ...common,
        sequence,
        previousHash: Uint8Array.from(Buffer.from(previousHash, 'hex')),
        fromMs,
        toMs,
        count,
        root,
        nextByMs,
      },
      privateKey,
    );
    const headerHash = encodeHex(signed.headerHash).slice(2);
    const wire = encodeBatch({ ...signed, secret, columns });
    return { sequence, previousHash, headerHash, fromMs, toMs, count, nextByMs, header: signed.cose, wire };
  };
}

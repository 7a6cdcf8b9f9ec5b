// SPDX-License-Identifier: Apache-2.0
import { decodeBatch } from '@datacar/core/records/decodeBatch';
import { decodeSignedBatchHeader } from '@datacar/core/records/decodeSignedBatchHeader';
import type { DecodedHeader, RecordDecoder } from '@datacar/store/telemetry/RecordDecoder';
import { batchOfBody } from '../records/ingest/persist/batchBody.ts';

/** With the signed bytes, because a body alone does not say what its batch was. */
interface DecodedHeaderWithCose extends DecodedHeader {
  cose: Uint8Array;
}

/** How a stored batch is read again when the projection is rebuilt. */
export function createRecordDecoder(): RecordDecoder {
  return {
    decodeHeader(cose): DecodedHeaderWithCose {
      const { header } = decodeSignedBatchHeader(cose);
      const { vehicle, stream, sequence, previousHash, fromMs, toMs, count, source, keyIndex, ownerEpoch } =
        header;
      const { nextByMs } = header;
      return {
        ...{ vehicle, stream, sequence, previousHash, fromMs, toMs, count, source, keyIndex, ownerEpoch },
        ...{ nextByMs, cose },
      };
    },
    decodeColumns(body, header) {
      const { cose } = header as DecodedHeaderWithCose;
      return decodeBatch(batchOfBody(body, cose)).columns;
    },
  };
}

// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '../../encoding/encodeHex.ts';
import { equalBytes } from '../../encoding/equalBytes.ts';
import type { BatchHeader } from '../../records/BatchHeader.ts';
import type { ProvedReading } from '../../records/ProofVerdict.ts';
import type { TypedReading } from '../../records/Reading.ts';
import { catalogueId } from '../../signals/catalogueId.ts';
import { signalByPath } from '../../signals/signalByPath.ts';

/** A reading with what its header and the catalogue say of it. */
export function toProvedReading({ path, timeMs, value }: TypedReading, header: BatchHeader): ProvedReading {
  const unit = equalBytes(header.catalogue, catalogueId) ? signalByPath(path)?.unit : undefined;
  return {
    path,
    timeMs,
    value,
    ...(unit === undefined ? {} : { unit }),
    source: header.source,
    stream: encodeHex(header.stream),
  };
}

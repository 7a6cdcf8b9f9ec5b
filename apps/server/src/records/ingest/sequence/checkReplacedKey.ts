// SPDX-License-Identifier: Apache-2.0
import { decodeHex } from '@datacar/core/encoding/decodeHex';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { equalBytes } from '@datacar/core/encoding/equalBytes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { BatchHeader } from '@datacar/core/records/BatchHeader';
import type { IndexedDeviceKey } from '@datacar/store/chain/ChainIndex';
import type { Neighbours } from './decideSequence.ts';

/**
 * Whether a key that was replaced may still have signed a header: only when the header is the one that the chain
 * recorded as that key's last of the stream, or when a header that is already known links to it. (What it signed and
 * this server has anchored is known by its hash, and never comes here.) Else whoever finds an old key could sign on.
 *
 * @throws DatacarError KEY_ROTATED
 */
export function checkReplacedKey(
  header: BatchHeader & { headerHash: Uint8Array },
  { key, after }: { key: IndexedDeviceKey; after: Neighbours['after'] },
): void {
  if (key.toBlock === undefined) return;
  const stream = encodeHex(header.stream);
  const recorded = key.heads.find((head) => withPrefix(head.stream) === stream);
  const isRecorded =
    recorded?.sequence === header.sequence &&
    equalBytes(decodeHex(withPrefix(recorded.headerHash)), header.headerHash);
  const isLinked =
    after?.sequence === header.sequence + 1 && equalBytes(after.previousHash, header.headerHash);
  if (isRecorded || (isLinked && recorded !== undefined && header.sequence < recorded.sequence)) return;
  throw new DatacarError(
    'KEY_ROTATED',
    `Device key ${header.keyIndex} was replaced, and nothing it had signed until then leads to this batch.`,
    {
      details: {
        keyIndex: header.keyIndex,
        ...(recorded === undefined ? {} : { lastSequence: recorded.sequence }),
      },
    },
  );
}

function withPrefix(hex: string): string {
  return hex.startsWith('0x') ? hex : `0x${hex}`;
}

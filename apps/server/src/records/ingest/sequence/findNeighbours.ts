// SPDX-License-Identifier: Apache-2.0
import type { BatchHeader } from '@datacar/core/records/BatchHeader';
import type { StoredHeader, Telemetry } from '@datacar/store/telemetry/Telemetry';
import type { Neighbours } from './decideSequence.ts';

/** Longest walk over a hole to its edge, one question to the store each; a hole of an import is far shorter. */
const WALK_MAX = 64;

/**
 * What the store knows around a header that is not simply the next one. `newestSequence` bounds the search upwards.
 */
export async function findNeighbours(
  { vehicle, stream, sequence }: BatchHeader,
  { telemetry, newestSequence }: { telemetry: Telemetry; newestSequence: number },
): Promise<Neighbours> {
  const at = async (wanted: number): Promise<StoredHeader | undefined> => {
    const known = await telemetry.headersAt(vehicle, stream, wanted);
    return known.find(({ isFork }) => !isFork);
  };
  const walk = async (step: 1 | -1): Promise<StoredHeader | undefined> => {
    for (let distance = 1; distance <= WALK_MAX; distance += 1) {
      const wanted = sequence + step * distance;
      if (wanted < 0 || wanted > newestSequence) return undefined;
      const found = await at(wanted);
      if (found !== undefined) return found;
    }
    return at(step === 1 ? newestSequence : 0);
  };
  return { same: await at(sequence), before: await walk(-1), after: await walk(1) };
}

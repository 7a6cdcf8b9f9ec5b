// SPDX-License-Identifier: Apache-2.0
import { technologyVestingAbi } from '@datacar/chain/generated/technologyVesting';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall } from '../../internal/buildCall.ts';

export interface ReleaseAllocationParameters {
  allocation: 'technology' | 'foundation';
}

/**
 * Releases what is due of an allocation. Anybody may; it goes to its beneficiary whoever signs.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { releaseAllocation } from '@datacar/sdk/token/calls/releaseAllocation';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await releaseAllocation(client, { allocation: 'technology' });
 * await sendCall(client, call, { account });
 */
export async function releaseAllocation(
  client: Client,
  parameters: ReleaseAllocationParameters,
): Promise<ContractCall> {
  const { allocation } = parameters;
  const isTechnology = allocation === 'technology';
  return buildCall(client, {
    contract: isTechnology ? 'technologyVesting' : 'foundationVesting',
    abi: technologyVestingAbi,
    functionName: 'release',
    args: [],
    sentence: isTechnology
      ? 'Release what is due of the technology allocation to its beneficiary'
      : "Release what is due of the foundation allocation to the foundation's awards",
  });
}

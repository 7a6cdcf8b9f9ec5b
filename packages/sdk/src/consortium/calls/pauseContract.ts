// SPDX-License-Identifier: Apache-2.0
import { accessAbi } from '@datacar/chain/generated/access';
import { durationWords } from '@datacar/core/consortium/durationWords';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { addressOf, buildCall } from '../../internal/buildCall.ts';
import { proposeToCouncil } from '../../internal/proposeToCouncil.ts';
import { pausableWords } from '../../internal/words.ts';

export interface PauseContractParameters {
  contract: 'vehicleRegistry' | 'recordLog';
  /** At most 7 days; not again within 30 days after it has ended. */
  durationSeconds: number;
  /** Why, for the other seats and for everybody. */
  reason: string;
  /** Of a published document. */
  documentHash?: string | undefined;
}

/**
 * Proposes to the council to pause a contract. What takes something away or leaves is never paused: transfers of cars,
 * revocations, votes, validators.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { pauseContract } from '@datacar/sdk/consortium/calls/pauseContract';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await pauseContract(client, { contract: 'recordLog', durationSeconds: 86_400, reason: 'A fault in anchoring' });
 * await sendCall(client, call, { account });
 */
export async function pauseContract(
  client: Client,
  parameters: PauseContractParameters,
): Promise<ContractCall> {
  const { contract, durationSeconds, reason, documentHash } = parameters;
  const target = await addressOf(client, contract);
  const call = await buildCall(client, {
    contract: 'access',
    abi: accessAbi,
    functionName: 'pause',
    args: [target, BigInt(durationSeconds)],
    sentence: `pause ${pausableWords[contract]} (${target}) for ${durationWords(durationSeconds)}`,
  });
  return proposeToCouncil(client, { call, reason, documentHash });
}

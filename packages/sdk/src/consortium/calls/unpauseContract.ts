// SPDX-License-Identifier: Apache-2.0
import { accessAbi } from '@datacar/chain/generated/access';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { addressOf, buildCall } from '../../internal/buildCall.ts';
import { proposeToCouncil } from '../../internal/proposeToCouncil.ts';
import { pausableWords } from '../../internal/words.ts';

export interface UnpauseContractParameters {
  contract: 'vehicleRegistry' | 'recordLog';
  /** Why, for the other seats and for everybody. */
  reason: string;
  /** Of a published document. */
  documentHash?: string | undefined;
}

/**
 * Proposes to the council to end the pause of a contract.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { unpauseContract } from '@datacar/sdk/consortium/calls/unpauseContract';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await unpauseContract(client, { contract: 'recordLog', reason: 'The fault is gone' });
 * await sendCall(client, call, { account });
 */
export async function unpauseContract(
  client: Client,
  parameters: UnpauseContractParameters,
): Promise<ContractCall> {
  const { contract, reason, documentHash } = parameters;
  const target = await addressOf(client, contract);
  const call = await buildCall(client, {
    contract: 'access',
    abi: accessAbi,
    functionName: 'unpause',
    args: [target],
    sentence: `end the pause of ${pausableWords[contract]} (${target})`,
  });
  return proposeToCouncil(client, { call, reason, documentHash });
}

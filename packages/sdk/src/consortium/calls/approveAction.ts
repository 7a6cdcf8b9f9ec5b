// SPDX-License-Identifier: Apache-2.0
import { councilAbi } from '@datacar/chain/generated/council';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toId } from '../../internal/buildCall.ts';
import { describeAction } from '../../internal/describeAction.ts';

export interface ApproveActionParameters {
  /** Number of the action. */
  id: string | number | bigint;
}

/**
 * Approves an action of the council, which acts when enough seats have. A seat may.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { approveAction } from '@datacar/sdk/consortium/calls/approveAction';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await approveAction(client, { id: 1 });
 * await sendCall(client, call, { account });
 */
export async function approveAction(
  client: Client,
  parameters: ApproveActionParameters,
): Promise<ContractCall> {
  const id = toId(parameters.id);
  return buildCall(client, {
    contract: 'council',
    abi: councilAbi,
    functionName: 'approve',
    args: [id],
    sentence: `Approve ${await describeAction(client, id)}`,
  });
}

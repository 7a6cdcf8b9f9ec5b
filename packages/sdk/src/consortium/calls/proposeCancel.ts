// SPDX-License-Identifier: Apache-2.0
import { timelockAbi } from '@datacar/chain/generated/timelock';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { encodeAbiParameters, keccak256, numberToHex, parseAbiParameters, zeroHash } from 'viem';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import type { RpcHex } from '../../consortium/RpcMethods.ts';
import { buildCall, toId } from '../../internal/buildCall.ts';
import { listProposals } from '../listProposals.ts';
import { proposeCalls } from './proposeCalls.ts';

export interface ProposeCancelParameters {
  /** Number of the proposal whose calls wait in the timelock, or have passed and are about to. */
  id: string | number | bigint;
  /** Why, at most 1024 bytes. */
  reason: string;
}

const operationParameters = parseAbiParameters('address[], uint256[], bytes[], bytes32, bytes32');

/**
 * Proposes to call off what another proposal lets the timelock do. A member may, once three members have stood. It is
 * called off as soon as this proposal is executed, as long as nobody has let the timelock make its calls before.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { proposeCancel } from '@datacar/sdk/consortium/calls/proposeCancel';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await proposeCancel(client, { id: 3, reason: 'The code has a fault' });
 * await sendCall(client, call, { account });
 */
export async function proposeCancel(
  client: Client,
  parameters: ProposeCancelParameters,
): Promise<ContractCall> {
  const id = toId(parameters.id);
  const [found] = (await listProposals(client, { id: String(id) })).items;
  if (found === undefined) throw invalid(`there is no proposal ${id}`);
  if (found.kind !== 'calls') throw invalid(`proposal ${id} is about a member, and lets nothing wait`);
  if (found.state !== 'passed' && found.state !== 'scheduled') {
    throw invalid(`proposal ${id} is ${found.state}; only what waits in the timelock can be called off`);
  }
  const call = await buildCall(client, {
    contract: 'timelock',
    abi: timelockAbi,
    functionName: 'cancel',
    args: [operationOf(id, found.calls)],
    sentence: `call off proposal ${id}: ${found.sentence}`,
  });
  return proposeCalls(client, { calls: [call], reason: parameters.reason });
}

/** As `MembersVote` schedules it: `TimelockController.hashOperationBatch`, with the proposal's number as the salt. */
function operationOf(id: bigint, calls: readonly { target: string; data: string }[]): RpcHex {
  return keccak256(
    encodeAbiParameters(operationParameters, [
      calls.map(({ target }) => target as RpcHex),
      calls.map(() => 0n),
      calls.map(({ data }) => data as RpcHex),
      zeroHash,
      numberToHex(id, { size: 32 }),
    ]),
  );
}

function invalid(reason: string): DatacarError {
  return new DatacarError('INPUT_INVALID', `id: ${reason}.`, { details: { field: 'id' } });
}

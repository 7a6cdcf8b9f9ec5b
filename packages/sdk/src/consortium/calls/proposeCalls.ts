// SPDX-License-Identifier: Apache-2.0

import { membersVoteAbi } from '@datacar/chain/generated/membersVote';
import { quoteText } from '@datacar/core/consortium/quoteText';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall } from '../../internal/buildCall.ts';

export interface ProposeCallsParameters {
  /** Made by other builders, in the order in which they are to be made; none may send the coin. */
  calls: readonly ContractCall[];
  /** Why, at most 1024 bytes. */
  reason: string;
}

/**
 * Proposes calls that the timelock makes after a vote and its delay, such as an upgrade or new seats of the council.
 * A member may, once three members have stood. All are made in one transaction, or none.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { proposeCalls } from '@datacar/sdk/consortium/calls/proposeCalls';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await proposeCalls(client, { calls: [await setSeats(client, { seats: ['0x…'], threshold: 1 })], reason: 'Elected in May' });
 * await sendCall(client, call, { account });
 */
export async function proposeCalls(
  client: Client,
  parameters: ProposeCallsParameters,
): Promise<ContractCall> {
  const { calls, reason } = parameters;
  if (calls.length === 0 || calls.some(({ value }) => value !== 0n)) {
    throw new DatacarError('INPUT_INVALID', 'calls: give at least one, and none that sends the coin.', {
      details: { field: 'calls' },
    });
  }
  const what = calls.map(({ sentence }, index) =>
    calls.length === 1 ? sentence : `(${index + 1}) ${sentence}`,
  );
  return buildCall(client, {
    contract: 'membersVote',
    abi: membersVoteAbi,
    functionName: 'proposeCalls',
    args: [calls.map(({ to }) => to), calls.map(({ data }) => data), reason],
    sentence: `Propose to the members, because ${quoteText(reason)}: ${what.join('; ')}`,
  });
}

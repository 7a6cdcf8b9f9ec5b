// SPDX-License-Identifier: Apache-2.0
import { councilAbi } from '@datacar/chain/generated/council';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toAccount } from '../../internal/buildCall.ts';

export interface SetSeatsParameters {
  /** 1 to 21 accounts. */
  seats: readonly string[];
  /** How many of them have to approve. */
  threshold: number;
}

/**
 * Gives all seats of the council anew. The founder may, until three members stand; afterwards it is one of the calls of
 * `proposeCalls`.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { setSeats } from '@datacar/sdk/consortium/calls/setSeats';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await setSeats(client, { seats: ['0x…', '0x…', '0x…'], threshold: 2 });
 * await sendCall(client, call, { account });
 */
export async function setSeats(client: Client, parameters: SetSeatsParameters): Promise<ContractCall> {
  const seats = parameters.seats.map((seat, index) => toAccount(seat, `seats.${index}`));
  const { threshold } = parameters;
  return buildCall(client, {
    contract: 'council',
    abi: councilAbi,
    functionName: 'setSeats',
    args: [seats, BigInt(threshold)],
    sentence: `Seat ${seats.join(', ')} in the council, ${threshold} of ${seats.length} to approve`,
  });
}

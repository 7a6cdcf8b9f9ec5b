// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { toHex } from 'viem';
import type { Client } from '../client/Client.ts';
import { explainRefusal } from '../internal/explainRefusal.ts';
import type { ContractCall } from './ContractCall.ts';
import { callRpc } from './callRpc.ts';
import type { RpcHex } from './RpcMethods.ts';

export interface CheckCallParameters {
  /** The account that is to sign. */
  from: string;
}

/**
 * Asks the chain whether it would take a call now, before a wallet signs it. `sendCall` asks by itself.
 *
 * @throws DatacarError TRANSACTION_REFUSED with the contract's error in `details.errorName` and what to do next in the
 * message; SERVER_UNREACHABLE
 *
 * @example
 * import { createPageClient } from '@datacar/sdk/client/createPageClient';
 * import { checkCall } from '@datacar/sdk/consortium/checkCall';
 * import { launch } from '@datacar/sdk/token/calls/launch';
 *
 * const client = createPageClient();
 * await checkCall(client, await launch(client), { from: '0x…' });
 */
export async function checkCall(
  client: Client,
  { to, data, value }: ContractCall,
  { from }: CheckCallParameters,
): Promise<void> {
  try {
    // The estimate is made for a block that would come now; a call sees the time of the newest one, which may be old.
    await callRpc(client, 'eth_estimateGas', [{ from: from as RpcHex, to, data, value: toHex(value) }]);
  } catch (error) {
    if (!(error instanceof DatacarError) || error.code !== 'CHAIN_CALL_REFUSED') throw error;
    const { message, details } = explainRefusal(error);
    throw new DatacarError('TRANSACTION_REFUSED', message, { details: { ...details, from }, cause: error });
  }
}

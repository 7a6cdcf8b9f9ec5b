// SPDX-License-Identifier: Apache-2.0
import type { LocalAccount } from 'viem/accounts';
import type { Client } from '../client/Client.ts';
import type { RpcHex } from '../consortium/RpcMethods.ts';
import { type PermitTypedDataParameters, permitTypedData } from './permitTypedData.ts';

export interface SignPermitParameters extends Omit<PermitTypedDataParameters, 'owner'> {
  /** An account of viem, whose tokens may be taken. */
  account: LocalAccount;
}

export interface SignPermitReturnType {
  deadlineSeconds: bigint;
  /** 65 bytes. */
  signature: RpcHex;
}

/**
 * Lets a token be taken from an account by a signature instead of a transaction (ERC-2612): what `buyRound` takes as
 * `permit`, with an `amount` of at least its `costMax`.
 *
 * @throws DatacarError INPUT_INVALID for a token that knows no permits, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { signPermit } from '@datacar/sdk/token/signPermit';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const deadlineSeconds = BigInt(Math.floor(Date.now() / 1000) + 3_600);
 * const permit = await signPermit(client, { account, token: '0x…', spender: 'offering', amount: 1_000_000n, deadlineSeconds });
 */
export async function signPermit(
  client: Client,
  { account, ...parameters }: SignPermitParameters,
): Promise<SignPermitReturnType> {
  const typedData = await permitTypedData(client, { ...parameters, owner: account.address });
  const signature = await account.signTypedData(typedData);
  return { deadlineSeconds: parameters.deadlineSeconds, signature };
}

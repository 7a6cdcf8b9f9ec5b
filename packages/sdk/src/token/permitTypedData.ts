// SPDX-License-Identifier: Apache-2.0
import { datrAbi } from '@datacar/chain/generated/datr';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '../client/Client.ts';
import type { RpcHex } from '../consortium/RpcMethods.ts';
import { addressOf, toAccount } from '../internal/buildCall.ts';
import { readContracts } from '../internal/readContracts.ts';

export interface PermitTypedDataParameters {
  /** Whose tokens may be taken, and who signs. */
  owner: string;
  /** Who may take them: an account, or `offering` for the public offering. */
  spender: string;
  /** The most that may be taken, in the smallest unit. */
  amount: bigint;
  /** Time until which the signature counts, in seconds since the epoch. */
  deadlineSeconds: bigint;
  /** Address of another token than DATR that knows permits (ERC-2612). */
  token?: string | undefined;
}

export interface PermitTypedDataReturnType {
  domain: { name: string; version: string; chainId: bigint; verifyingContract: RpcHex };
  types: { Permit: { name: string; type: string }[] };
  primaryType: 'Permit';
  message: { owner: RpcHex; spender: RpcHex; value: bigint; nonce: bigint; deadline: bigint };
}

const types = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
};

/**
 * What is signed to let a token be taken without a transaction of its own (ERC-2612, EIP-712). A program signs it with
 * `signPermit`, a page hands it to a wallet.
 *
 * @throws DatacarError INPUT_INVALID for a token that knows no permits, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { permitTypedData } from '@datacar/sdk/token/permitTypedData';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const deadlineSeconds = BigInt(Math.floor(Date.now() / 1000) + 3_600);
 * const typedData = await permitTypedData(client, { owner: '0x…', spender: 'offering', amount: 1_000_000n, deadlineSeconds });
 */
export async function permitTypedData(
  client: Client,
  { owner, spender, amount, deadlineSeconds, token }: PermitTypedDataParameters,
): Promise<PermitTypedDataReturnType> {
  const verifyingContract = token === undefined ? await addressOf(client, 'datr') : toAccount(token, 'token');
  const ownerAccount = toAccount(owner, 'owner');
  const spenderAccount =
    spender === 'offering' ? await addressOf(client, 'publicOffering') : toAccount(spender, 'spender');
  const contract = { address: verifyingContract, abi: datrAbi } as const;
  const [[domain], [nonce]] = await Promise.all([
    readContracts(client, { ...contract, functionName: 'eip712Domain', argsList: [[]] }),
    readContracts(client, { ...contract, functionName: 'nonces', argsList: [[ownerAccount]] }),
  ]).catch((cause: unknown) => {
    const isUnknown = !(cause instanceof DatacarError) || cause.code === 'CHAIN_CALL_REFUSED';
    if (!isUnknown) throw cause;
    throw new DatacarError(
      'INPUT_INVALID',
      `token: ${verifyingContract} does not say how to sign a permit (ERC-2612, ERC-5267); use approveToken.`,
      { details: { field: 'token' }, cause },
    );
  });
  if (domain === undefined || nonce === undefined) throw new Error('a question to the chain has no answer');
  const [, name, version, chainId] = domain;
  return {
    domain: { name, version, chainId, verifyingContract },
    types,
    primaryType: 'Permit',
    message: {
      owner: ownerAccount,
      spender: spenderAccount,
      value: amount,
      nonce,
      deadline: deadlineSeconds,
    },
  };
}

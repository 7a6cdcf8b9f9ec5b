// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import {
  type Abi,
  BaseError,
  type ContractFunctionArgs,
  type ContractFunctionName,
  encodeFunctionData,
  isAddress,
} from 'viem';
import type { Client } from '../client/Client.ts';
import type { ContractCall } from '../consortium/ContractCall.ts';
import type { RpcHex } from '../consortium/RpcMethods.ts';
import { describeServer } from './describeServer.ts';

type Changing = 'nonpayable' | 'payable';

export interface BuildCallOptions<A extends Abi, Name extends ContractFunctionName<A, Changing>> {
  /** As `/.well-known/datacar.json` has it, such as `publicOffering`, or an address. */
  contract: string;
  abi: A;
  functionName: Name;
  args: ContractFunctionArgs<A, Changing, Name>;
  value?: bigint;
  sentence: string;
}

/** @throws DatacarError INPUT_INVALID for an argument that the function does not take */
export async function buildCall<const A extends Abi, Name extends ContractFunctionName<A, Changing>>(
  client: Client,
  { contract, abi, functionName, args, value = 0n, sentence }: BuildCallOptions<A, Name>,
): Promise<ContractCall> {
  const to = isAddress(contract, { strict: false }) ? contract : await addressOf(client, contract);
  try {
    return { to, data: encodeFunctionData({ abi, functionName, args } as never), value, sentence };
  } catch (cause) {
    const reason = cause instanceof BaseError ? cause.shortMessage : String(cause);
    throw new DatacarError('INPUT_INVALID', `${functionName} does not take this: ${reason}`, { cause });
  }
}

/** Where one of Datacar's contracts stands. @throws DatacarError NOT_FOUND */
export async function addressOf(client: Client, contract: string): Promise<RpcHex> {
  const { contracts } = await describeServer(client);
  const found = (contracts as Partial<Record<string, { address: string }>>)[contract];
  if (found !== undefined) return found.address as RpcHex;
  throw new DatacarError(
    'NOT_FOUND',
    `The server at ${client.url} has no contract ${contract}. Its version is older than this program.`,
  );
}

/** An account as a contract takes it. @throws DatacarError INPUT_INVALID */
export function toAccount(text: string, field: string): RpcHex {
  if (isAddress(text)) return text;
  throw new DatacarError(
    'INPUT_INVALID',
    `${field}: "${text.slice(0, 100)}" is no account: 0x and 40 hex digits, with the upper and lower case of its checksum or all in lower case.`,
    { details: { field } },
  );
}

/** A whole number above zero that a contract gave. @throws DatacarError INPUT_INVALID */
export function toId(id: string | number | bigint, field = 'id'): bigint {
  const text = String(id);
  if (/^[1-9]\d{0,77}$/.test(text)) return BigInt(text);
  throw new DatacarError('INPUT_INVALID', `${field}: "${text.slice(0, 100)}" is no number from 1.`, {
    details: { field },
  });
}

/** What one pays. @throws DatacarError AMOUNT_INVALID */
export function toPositive(amount: bigint, field = 'amount'): bigint {
  if (amount > 0n && amount < 2n ** 256n) return amount;
  throw new DatacarError('AMOUNT_INVALID', `${field}: has to be above zero.`, { details: { field } });
}

/** Seconds of a contract. @throws DatacarError INPUT_INVALID */
export function toSeconds(timeMs: number, field: string): bigint {
  if (Number.isSafeInteger(timeMs) && timeMs >= 0) return BigInt(Math.floor(timeMs / 1_000));
  throw new DatacarError('INPUT_INVALID', `${field}: is no time in milliseconds.`, { details: { field } });
}

/** 32 bytes. @throws DatacarError INPUT_INVALID */
export function toHash(hash: string, field: string): RpcHex {
  if (/^0x[0-9a-fA-F]{64}$/.test(hash)) return hash.toLowerCase() as RpcHex;
  throw new DatacarError('INPUT_INVALID', `${field}: is no hash: 0x and 64 hex digits.`, {
    details: { field },
  });
}

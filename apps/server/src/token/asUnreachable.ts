// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { BaseError, ContractFunctionRevertedError } from 'viem';

/** What a contract refuses is a fault of the question; everything else is the chain that does not answer. */
export function asUnreachable(error: unknown): unknown {
  if (!(error instanceof BaseError)) return error;
  const isRefusal = error.walk((cause) => cause instanceof ContractFunctionRevertedError) !== null;
  if (isRefusal || /revert/i.test(error.message)) return error;
  return new DatacarError('CHAIN_UNREACHABLE', `The chain does not answer: ${error.shortMessage}`, {
    cause: error,
  });
}

// SPDX-License-Identifier: Apache-2.0
import { type Abi, BaseError, ContractFunctionRevertedError, decodeErrorResult, type Hex } from 'viem';
import { contractAbis } from '../contracts/contractAbis.ts';

/** Of Datacar's contracts and of what they are built on; a selector means the same in all of them. */
const errors: Abi = Object.values(contractAbis)
  .flatMap((abi: Abi) => abi)
  .filter(({ type }) => type === 'error');

export interface DecodedRevert {
  /** `RecordLog_NotGrown`, for example. */
  errorName: string;
  args: readonly unknown[];
}

/** The custom error of Datacar's contracts (or of OpenZeppelin's in them) in what viem or a node threw. */
export function decodeRevert(error: unknown): DecodedRevert | undefined {
  if (!(error instanceof BaseError)) return undefined;
  const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  if (reverted instanceof ContractFunctionRevertedError && reverted.data) {
    return { errorName: reverted.data.errorName, args: reverted.data.args ?? [] };
  }
  const withData = error.walk((cause) => isHexData((cause as { data?: unknown }).data));
  const data = (withData as { data?: unknown } | null)?.data;
  if (!isHexData(data)) return undefined;
  try {
    const { errorName, args } = decodeErrorResult({ abi: errors, data });
    return { errorName, args: (args ?? []) as readonly unknown[] };
  } catch {
    // Another contract's error: its data stays readable in the cause.
    return undefined;
  }
}

function isHexData(data: unknown): data is Hex {
  return typeof data === 'string' && /^0x[0-9a-f]{8,}$/i.test(data);
}

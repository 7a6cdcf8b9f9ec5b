// SPDX-License-Identifier: Apache-2.0
import { RpcError, rpcErrorCodes } from './RpcError.ts';

/** What a call may use; the engine has no limit of its own, and a loop would keep it busy. */
const CALL_GAS_MAX = 100_000_000n;

/** Blocks of one `eth_getLogs`. */
const LOG_BLOCKS_MAX = 100_000n;

const FEE_HISTORY_BLOCKS_MAX = 1024n;

type Params = readonly unknown[];

interface RpcMethod {
  paramsMax: number;
  /** Makes the parameters safe. @throws RpcError */
  prepare?: (params: Params) => Params;
}

/**
 * Everything that passes the gateway. What is not here does not exist for a client: no `anvil_*`, `evm_*`,
 * `hardhat_*`, `debug_*`, `txpool_*`, no `eth_sendTransaction`, `eth_sign*`, `eth_accounts`. Filters are left
 * out too, because they would live in the engine and end with it; `eth_getLogs` and subscriptions do their work.
 */
export const rpcMethods: ReadonlyMap<string, RpcMethod> = new Map(
  Object.entries({
    eth_blockNumber: { paramsMax: 0 },
    eth_call: { paramsMax: 4, prepare: (params) => withBlockTag(withCallGas(params), 1) },
    eth_chainId: { paramsMax: 0 },
    eth_createAccessList: { paramsMax: 2, prepare: (params) => withBlockTag(withCallGas(params), 1) },
    eth_estimateGas: { paramsMax: 3, prepare: (params) => withBlockTag(params, 1) },
    eth_feeHistory: { paramsMax: 3, prepare: withFeeHistory },
    eth_gasPrice: { paramsMax: 0 },
    eth_getBalance: { paramsMax: 2, prepare: (params) => withBlockTag(params, 1) },
    eth_getBlockByHash: { paramsMax: 2 },
    eth_getBlockByNumber: { paramsMax: 2, prepare: (params) => withBlockTag(params, 0) },
    eth_getBlockReceipts: { paramsMax: 1, prepare: (params) => withBlockTag(params, 0) },
    eth_getBlockTransactionCountByHash: { paramsMax: 1 },
    eth_getBlockTransactionCountByNumber: { paramsMax: 1, prepare: (params) => withBlockTag(params, 0) },
    eth_getCode: { paramsMax: 2, prepare: (params) => withBlockTag(params, 1) },
    eth_getLogs: { paramsMax: 1, prepare: withLogRange },
    eth_getProof: { paramsMax: 3, prepare: (params) => withBlockTag(params, 2) },
    eth_getStorageAt: { paramsMax: 3, prepare: (params) => withBlockTag(params, 2) },
    eth_getTransactionByBlockHashAndIndex: { paramsMax: 2 },
    eth_getTransactionByBlockNumberAndIndex: { paramsMax: 2, prepare: (params) => withBlockTag(params, 0) },
    eth_getTransactionByHash: { paramsMax: 1 },
    // The one question about waiting transactions: the next nonce.
    eth_getTransactionCount: { paramsMax: 2 },
    eth_getTransactionReceipt: { paramsMax: 1 },
    eth_maxPriorityFeePerGas: { paramsMax: 0 },
    eth_sendRawTransaction: { paramsMax: 1 },
    eth_syncing: { paramsMax: 0 },
    net_version: { paramsMax: 0 },
    web3_clientVersion: { paramsMax: 0 },
  } satisfies Record<string, RpcMethod>),
);

/**
 * On the embedded chain a sealed block is final and nothing else is shown, so every name for a recent block
 * means the newest one. (anvil's own `finalized` lags by 64 blocks that may never come.)
 */
function toShownTag(block: unknown): unknown {
  return block === 'pending' || block === 'finalized' || block === 'safe' ? 'latest' : block;
}

/** Applies to the embedded chain only; another chain's names mean what they mean there. */
export function toEmbeddedParams(method: string, params: Params): Params {
  if (method === 'eth_getTransactionCount') {
    return params[1] === 'pending' ? params : params.map(toShownTag);
  }
  if (method === 'eth_getLogs' && typeof params[0] === 'object' && params[0] !== null) {
    const filter = params[0] as Record<string, unknown>;
    return [
      {
        ...filter,
        ...('fromBlock' in filter && { fromBlock: toShownTag(filter.fromBlock) }),
        ...('toBlock' in filter && { toBlock: toShownTag(filter.toBlock) }),
      },
    ];
  }
  return params.map(toShownTag);
}

function withBlockTag(params: Params, place: number): Params {
  const block = params[place];
  if (block === undefined) {
    // An optional tag in the middle is the default; a required one is the engine's to miss.
    return params;
  }
  const isObject = typeof block === 'object' && block !== null;
  if (!isObject && typeof block !== 'string') throw invalid('the block is a tag, a number or {blockHash}');
  return params;
}

function withCallGas(params: Params): Params {
  const call = params[0];
  if (typeof call !== 'object' || call === null) throw invalid('the call is an object');
  const { gas } = call as { gas?: unknown };
  const isWithin = gas !== undefined && readQuantity(gas) <= CALL_GAS_MAX;
  return isWithin ? params : [{ ...call, gas: `0x${CALL_GAS_MAX.toString(16)}` }, ...params.slice(1)];
}

function withFeeHistory(params: Params): Params {
  if (readQuantity(params[0]) > FEE_HISTORY_BLOCKS_MAX) {
    throw invalid(`at most ${FEE_HISTORY_BLOCKS_MAX} blocks`);
  }
  return withBlockTag(params, 1);
}

function withLogRange(params: Params): Params {
  const filter = params[0];
  if (typeof filter !== 'object' || filter === null) throw invalid('the filter is an object');
  const { fromBlock, toBlock } = filter as { fromBlock?: unknown; toBlock?: unknown };
  if (isNumber(fromBlock) && isNumber(toBlock)) {
    if (readQuantity(toBlock) - readQuantity(fromBlock) > LOG_BLOCKS_MAX) {
      throw new RpcError(rpcErrorCodes.limitExceeded, `at most ${LOG_BLOCKS_MAX} blocks at once`);
    }
  }
  return params;
}

function isNumber(block: unknown): boolean {
  return typeof block === 'string' && block.startsWith('0x');
}

function readQuantity(value: unknown): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{1,64}$/.test(value))
    throw invalid('a quantity is 0x-hex');
  return BigInt(value);
}

function invalid(reason: string): RpcError {
  return new RpcError(rpcErrorCodes.invalidParams, `Invalid params: ${reason}`);
}

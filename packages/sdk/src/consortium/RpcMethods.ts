// SPDX-License-Identifier: Apache-2.0

/** 0x-hex, as JSON-RPC has it: quantities without leading zeros, data with two digits a byte. */
export type RpcHex = `0x${string}`;

export interface RpcLog {
  address: RpcHex;
  topics: RpcHex[];
  data: RpcHex;
  blockNumber: RpcHex;
  blockHash: RpcHex;
  transactionHash: RpcHex;
  transactionIndex: RpcHex;
  logIndex: RpcHex;
}

export interface RpcTransaction {
  hash: RpcHex;
  from: RpcHex;
  /** `null` when it creates a contract. */
  to: RpcHex | null;
  nonce: RpcHex;
  value: RpcHex;
  input: RpcHex;
  gas: RpcHex;
  gasPrice?: RpcHex;
  maxFeePerGas?: RpcHex;
  maxPriorityFeePerGas?: RpcHex;
  type: RpcHex;
  blockNumber: RpcHex | null;
  blockHash: RpcHex | null;
  transactionIndex: RpcHex | null;
}

export interface RpcReceipt {
  transactionHash: RpcHex;
  blockNumber: RpcHex;
  blockHash: RpcHex;
  transactionIndex: RpcHex;
  from: RpcHex;
  to: RpcHex | null;
  contractAddress: RpcHex | null;
  /** 0x1 when it did what it was asked to, 0x0 when it was reverted. */
  status: RpcHex;
  gasUsed: RpcHex;
  effectiveGasPrice: RpcHex;
  logs: RpcLog[];
}

export interface RpcBlock<Transaction = RpcHex> {
  number: RpcHex;
  hash: RpcHex;
  parentHash: RpcHex;
  /** Seconds since the epoch. */
  timestamp: RpcHex;
  miner: RpcHex;
  gasUsed: RpcHex;
  gasLimit: RpcHex;
  baseFeePerGas?: RpcHex;
  size: RpcHex;
  stateRoot: RpcHex;
  transactionsRoot: RpcHex;
  receiptsRoot: RpcHex;
  extraData: RpcHex;
  transactions: Transaction[];
}

export type RpcBlockTag = RpcHex | 'latest' | 'finalized' | 'safe' | 'earliest';

export interface RpcLogFilter {
  address?: RpcHex | readonly RpcHex[];
  topics?: readonly (RpcHex | readonly RpcHex[] | null)[];
  fromBlock?: RpcBlockTag;
  toBlock?: RpcBlockTag;
}

/** A call that is only tried out. */
export interface RpcCallObject {
  to: RpcHex;
  data: RpcHex;
  from?: RpcHex;
  value?: RpcHex;
}

/** What is asked of a chain, each with its parameters and its answer. */
export interface RpcMethods {
  eth_blockNumber: { params: readonly []; result: RpcHex };
  eth_chainId: { params: readonly []; result: RpcHex };
  eth_getBlockByNumber: {
    params: readonly [block: RpcBlockTag, isWhole: true];
    result: RpcBlock<RpcTransaction> | null;
  };
  eth_getBlockByHash: {
    params: readonly [hash: RpcHex, isWhole: true];
    result: RpcBlock<RpcTransaction> | null;
  };
  eth_getBlockReceipts: { params: readonly [block: RpcBlockTag]; result: RpcReceipt[] | null };
  eth_getTransactionByHash: { params: readonly [hash: RpcHex]; result: RpcTransaction | null };
  eth_getTransactionReceipt: { params: readonly [hash: RpcHex]; result: RpcReceipt | null };
  eth_getBalance: { params: readonly [address: RpcHex, block: RpcBlockTag]; result: RpcHex };
  eth_getTransactionCount: {
    params: readonly [address: RpcHex, block: RpcBlockTag | 'pending'];
    result: RpcHex;
  };
  eth_getCode: { params: readonly [address: RpcHex, block: RpcBlockTag]; result: RpcHex };
  eth_getLogs: { params: readonly [filter: RpcLogFilter]; result: RpcLog[] };
  eth_call: {
    params: readonly [call: RpcCallObject, block: RpcBlockTag];
    result: RpcHex;
  };
  eth_estimateGas: { params: readonly [call: RpcCallObject]; result: RpcHex };
  eth_gasPrice: { params: readonly []; result: RpcHex };
  eth_maxPriorityFeePerGas: { params: readonly []; result: RpcHex };
  /** Sending the same one again changes nothing. */
  eth_sendRawTransaction: { params: readonly [raw: RpcHex]; result: RpcHex };
  web3_clientVersion: { params: readonly []; result: string };
}

export type RpcMethod = keyof RpcMethods;

/** One question of a batch. */
export type RpcCall = {
  [Method in RpcMethod]: { method: Method; params: RpcMethods[Method]['params'] };
}[RpcMethod];

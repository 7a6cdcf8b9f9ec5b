// SPDX-License-Identifier: Apache-2.0

/** The codes of JSON-RPC 2.0 (section 5.1) and of EIP-1474 that the gateway itself answers with. */
export const rpcErrorCodes = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  resourceUnavailable: -32002,
  transactionRejected: -32003,
  limitExceeded: -32005,
} as const;

/** An error as it goes to a JSON-RPC client. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;
  /** Revert data of a call, for example. */
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

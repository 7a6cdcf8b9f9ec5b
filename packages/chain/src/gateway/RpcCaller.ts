// SPDX-License-Identifier: Apache-2.0

/** Whom the gateway's limits count for. */
export interface RpcCaller {
  /** The peer's IP address, or another name for the limits to count under. */
  address: string;
  /** A caller inside this process (the server itself): limits per address do not apply; the allow-list does. */
  isLocal?: boolean;
}

// SPDX-License-Identifier: Apache-2.0

/** What the origin of a log says. */
export interface LogOrigin {
  chainId: number;
  /** Address of the RecordLog contract, 0x and lower-case digits. */
  recordLog: `0x${string}`;
  /** Id of the log at the contract. */
  logId: number;
}

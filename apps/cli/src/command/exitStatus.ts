// SPDX-License-Identifier: Apache-2.0

/** Exit statuses of `datacar`. */
export const exitStatus = { done: 0, failed: 1, wrongUsage: 2 } as const;

// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** Of EIP-1193: the person said no. */
const rejectedCode = 4001;

export const isRejectedByPerson = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === rejectedCode;

/** Why the contract would refuse, without the name of its error; `null` for any other failure. */
export function readRefusal(error: unknown): string | null {
  if (!(error instanceof DatacarError) || error.code !== 'TRANSACTION_REFUSED') return null;
  const { errorName } = error.details;
  const prefix = `${String(errorName)}: `;
  return error.shortMessage.startsWith(prefix) ? error.shortMessage.slice(prefix.length) : error.shortMessage;
}

// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';

export interface Failure {
  code: string;
  message: string;
  details?: Readonly<Record<string, unknown>>;
}

/** An error as its code and a sentence. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof DatacarError) {
    const isDetailed = Object.keys(error.details).length > 0;
    return { code: error.code, message: error.message, ...(isDetailed ? { details: error.details } : {}) };
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return { code: error.code, message: error.message };
  return {
    code: 'INTERNAL',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

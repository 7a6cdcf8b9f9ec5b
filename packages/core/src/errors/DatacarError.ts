// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from './errorCodes.ts';

export interface DatacarErrorOptions {
  /** Facts that help whoever reads the error: a field name, a limit, a line number. Never a secret. */
  details?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/** The one error of Datacar. `message` says what happened, why, and what to do next. */
export class DatacarError extends Error {
  override readonly name = 'DatacarError';
  readonly code: ErrorCode;
  /** What happened, in one sentence without the details. */
  readonly shortMessage: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Where the documentation speaks of this code. */
  readonly docsPath: string;

  constructor(code: ErrorCode, shortMessage: string, { details = {}, cause }: DatacarErrorOptions = {}) {
    super(shortMessage, cause === undefined ? undefined : { cause });
    this.code = code;
    this.shortMessage = shortMessage;
    this.details = details;
    this.docsPath = `docs/reference/errors.md#${code.toLowerCase()}`;
  }
}

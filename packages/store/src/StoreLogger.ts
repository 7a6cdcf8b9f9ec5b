// SPDX-License-Identifier: Apache-2.0

/** The part of a pino logger that the store uses. */
export interface StoreLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Says nothing; for tests and for programs that render progress themselves. */
export const silentLogger: StoreLogger = { info() {}, warn() {}, error() {} };

// SPDX-License-Identifier: Apache-2.0

/** The part of pino's interface that this package uses; a pino logger fits as it is. */
export interface ChainLogger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

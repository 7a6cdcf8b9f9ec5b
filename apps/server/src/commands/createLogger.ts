// SPDX-License-Identifier: Apache-2.0
import { type Logger, pino } from 'pino';

/** Structured logs to stderr. What could be a secret has no place in a log; these paths are the second line of defence. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          'req.headers.authorization',
          'req.headers.cookie',
          ...['token', 'code', 'vin', 'password', 'secret', 'privateKey', 'signature'].flatMap((name) => [
            name,
            `*.${name}`,
          ]),
        ].filter((path) => path !== 'code' && path !== '*.code'),
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}

// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** An error that the operating system gave and a person can mend, in words; anything else as it is. */
export function describeSystemError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, syscall, address, port } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  if (syscall !== 'listen' || port === undefined) return error;
  const details = { address, port };
  if (code === 'EADDRINUSE') {
    return new DatacarError(
      'PORT_IN_USE',
      `Another program listens on ${address}:${port}. End it, or choose another port with --port (API), --lan-port (local network) or --mqtt-port (MQTT); 0 takes any free one.`,
      { cause: error, details },
    );
  }
  if (code === 'EACCES') {
    return new DatacarError(
      'PORT_IN_USE',
      `This user may not listen on port ${port}. Choose one above 1023 with --port (API) or --mqtt-port (MQTT).`,
      { cause: error, details },
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new DatacarError(
      'INPUT_INVALID',
      `${address} is not an address of this machine. Choose another --host or --lan-host.`,
      {
        cause: error,
        details,
      },
    );
  }
  return error;
}

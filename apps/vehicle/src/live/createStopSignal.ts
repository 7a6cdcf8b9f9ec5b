// SPDX-License-Identifier: Apache-2.0

export interface StopSignal {
  readonly signal: AbortSignal;
  /** Lets the process end by itself. */
  dispose(): void;
}

/** A second interrupt means now. */
const INTERRUPTED_STATUS = 130;

/** Aborts on SIGINT and SIGTERM, and when the program that started this one is gone. */
export function createStopSignal(): StopSignal {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(INTERRUPTED_STATUS);
    stop.abort();
  };
  const onDisconnect = (): void => stop.abort();
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('disconnect', onDisconnect);
  return {
    signal: stop.signal,
    dispose: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
      process.off('disconnect', onDisconnect);
      if (process.connected) process.disconnect();
    },
  };
}

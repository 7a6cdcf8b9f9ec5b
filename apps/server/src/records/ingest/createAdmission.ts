// SPDX-License-Identifier: Apache-2.0

/** Bytes of batches that have arrived and are not answered: two seconds' work at full load. */
const WAITING_BYTES_MAX = 32 * 1024 * 1024;
/** From here on senders that can be held back are. */
const WAITING_BYTES_HIGH = 8 * 1024 * 1024;

/** Counts what has arrived and is not answered, so that memory has a bound. */
export interface Admission {
  /** Counts a batch in, until `release`. */
  admit(byteCount: number): void;
  release(byteCount: number): void;
  /** More than the server takes has arrived. */
  isFull(): boolean;
  /** Settles when the next batch may come; whoever waits for it pushes back on its sender. */
  room(): Promise<void>;
  /** Settles when everything is answered. */
  idle(): Promise<void>;
}

export function createAdmission({ onChange }: { onChange: (waitingBytes: number) => void }): Admission {
  let waitingBytes = 0;
  let roomWaiters: (() => void)[] = [];
  let idleWaiters: (() => void)[] = [];

  function wake(waiters: readonly (() => void)[]): [] {
    for (const resolve of waiters) resolve();
    return [];
  }

  return {
    admit(byteCount) {
      waitingBytes += byteCount;
      onChange(waitingBytes);
    },
    release(byteCount) {
      waitingBytes -= byteCount;
      onChange(waitingBytes);
      if (waitingBytes <= WAITING_BYTES_HIGH) roomWaiters = wake(roomWaiters);
      if (waitingBytes === 0) idleWaiters = wake(idleWaiters);
    },
    isFull: () => waitingBytes > WAITING_BYTES_MAX,
    room() {
      if (waitingBytes <= WAITING_BYTES_HIGH) return Promise.resolve();
      return new Promise((resolve) => roomWaiters.push(resolve));
    },
    idle() {
      if (waitingBytes === 0) return Promise.resolve();
      return new Promise((resolve) => idleWaiters.push(resolve));
    },
  };
}

// SPDX-License-Identifier: Apache-2.0

/** Holds readers back while what they would see is not durable yet. */
export interface Gate {
  close(): void;
  open(): void;
  /** From now on whoever passes gets this error. */
  fail(error: Error): void;
  /** Resolves when the gate is open. */
  pass(): Promise<void> | undefined;
}

export function createGate(): Gate {
  let waiting: { opened: Promise<void>; open: () => void } | undefined;
  let failure: Error | undefined;

  async function wait(): Promise<void> {
    while (waiting !== undefined) await waiting.opened;
    if (failure !== undefined) throw failure;
  }

  return {
    close() {
      if (waiting !== undefined) return;
      let open = () => {};
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      waiting = { opened, open };
    },
    open() {
      waiting?.open();
      waiting = undefined;
    },
    fail(error) {
      failure = error;
      this.open();
    },
    pass: () => (waiting === undefined && failure === undefined ? undefined : wait()),
  };
}

// SPDX-License-Identifier: Apache-2.0

export interface Cleanup {
  add(step: () => Promise<unknown> | unknown): void;
  /** Runs the steps, the last added first, each once. A failing step does not keep the others from running. */
  run(): Promise<void>;
}

/** Undoes what was started, in the opposite order. */
export function createCleanup(): Cleanup {
  const steps: (() => Promise<unknown> | unknown)[] = [];
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    const errors: unknown[] = [];
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'stopping failed');
  }

  return {
    add: (step) => steps.push(step),
    run() {
      running ??= runAll();
      return running;
    },
  };
}

// SPDX-License-Identifier: Apache-2.0

interface Change<Item> {
  items: readonly Item[];
  resolve(): void;
  reject(error: unknown): void;
}

export interface GroupWriter<Item> {
  /** Resolves when the items are written; items that arrive while a write runs share the next one. */
  write(items: readonly Item[]): Promise<void>;
  /** Waits until nothing is being written. */
  settle(): Promise<void>;
}

/** Writes one group after the other, in order. A group that fails fails for everyone in it, and only for them. */
export function createGroupWriter<Item>(writeGroup: (items: Item[]) => Promise<void>): GroupWriter<Item> {
  let waiting: Change<Item>[] = [];
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await writeGroup(group.flatMap(({ items }) => items));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = undefined;
  };

  return {
    write: (items) => {
      if (items.length === 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        waiting.push({ items, resolve, reject });
        running ??= run();
      });
    },
    settle: async () => {
      await running;
    },
  };
}

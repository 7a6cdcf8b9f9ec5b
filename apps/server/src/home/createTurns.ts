// SPDX-License-Identifier: Apache-2.0

/** Work that is done one after the other for each name, in the order of the calls. */
export interface Turns {
  run<Result>(name: string | number, work: () => Promise<Result>): Promise<Result>;
}

export function createTurns(): Turns {
  const last = new Map<string | number, Promise<unknown>>();

  return {
    run(name, work) {
      const before = last.get(name);
      const mine = before === undefined ? work() : before.then(work);
      const settled = mine.catch(() => undefined);
      last.set(name, settled);
      void settled.then(() => {
        if (last.get(name) === settled) last.delete(name);
      });
      return mine;
    },
  };
}

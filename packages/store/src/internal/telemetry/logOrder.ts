// SPDX-License-Identifier: Apache-2.0
import type { RecordPosition } from '../../telemetry/Telemetry.ts';

/** How long a record may be late before it is read from the batch log instead. */
const LATE_MS = 1000;
/** Answers kept for callers that come after their record was read from the log. */
const ANSWERS_MAX = 1000;

export interface LogOrderOptions {
  /** Where the first record stands. */
  position: number;
  /** Does the work of the records [from, to) by reading them, and tells `onDone` of each. */
  fillGap(from: number, to: number, onDone: (at: RecordPosition, answer: unknown) => void): Promise<void>;
  /** A record was late or its work failed; it is read from the log now. */
  onGap(from: number, to: number): void;
}

/**
 * Does the work of each record of the batch log once and in the order of the log, whatever the order of the calls:
 * the projection's position means that everything before it is there, so no record may overtake another.
 */
export interface LogOrder {
  take<T>(at: RecordPosition, work: () => Promise<T>): Promise<T>;
  /** Resolves when what was taken before is done or has failed. */
  settled(): Promise<void>;
}

interface Entry {
  nextPosition: number;
  work: () => Promise<unknown>;
  resolve: (answer: never) => void;
  reject: (error: unknown) => void;
}

export function createLogOrder({ position, fillGap, onGap }: LogOrderOptions): LogOrder {
  /** Where the next record to work on stands. */
  let next = position;
  const waiting = new Map<number, Entry>();
  const answers = new Map<number, unknown>();
  const unsettled = new Set<Promise<unknown>>();
  let isWorking = false;
  let timer: NodeJS.Timeout | undefined;

  /** Does what stands next, as far as it goes without a gap. */
  async function workOn(): Promise<void> {
    isWorking = true;
    for (let entry = waiting.get(next); entry !== undefined; entry = waiting.get(next)) {
      waiting.delete(next);
      try {
        const answer = await entry.work();
        next = entry.nextPosition;
        entry.resolve(answer as never);
      } catch (error) {
        entry.reject(error);
        break;
      }
    }
    isWorking = false;
    watchGap();
  }

  /** Whoever waits now waits for a record that has not come. */
  function watchGap(): void {
    clearTimeout(timer);
    if (waiting.size > 0) timer = setTimeout(fill, LATE_MS);
  }

  async function fill(): Promise<void> {
    if (isWorking || waiting.size === 0) return;
    isWorking = true;
    const to = Math.min(...waiting.keys());
    onGap(next, to);
    try {
      await fillGap(next, to, keepAnswer);
    } catch (error) {
      // The log could not be read or the database not be written: whoever waits must know.
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    }
    await workOn();
  }

  function keepAnswer(at: RecordPosition, answer: unknown): void {
    next = at.nextPosition;
    answers.set(at.position, answer);
    const [oldest] = answers.keys();
    if (answers.size > ANSWERS_MAX && oldest !== undefined) answers.delete(oldest);
  }

  function enqueue<T>(at: RecordPosition, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.set(at.position, { nextPosition: at.nextPosition, work, resolve, reject });
      if (isWorking) return;
      if (at.position === next) void workOn();
      else watchGap();
    });
  }

  return {
    take(at, work) {
      if (at.position < next) return Promise.resolve(answers.get(at.position) as never);
      const answer = enqueue(at, work);
      const settled: Promise<unknown> = answer.then(
        () => unsettled.delete(settled),
        () => unsettled.delete(settled),
      );
      unsettled.add(settled);
      return answer;
    },
    async settled() {
      await Promise.all(unsettled);
    },
  };
}

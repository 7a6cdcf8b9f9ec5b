// SPDX-License-Identifier: Apache-2.0

export interface CursorState {
  /** The moment that is looked at; null before anybody looked. */
  timeMs: number | null;
  /** Held where it is, so that one can go and press what it shows. */
  isPinned: boolean;
}

/** The stretch of time that is in sight. */
export interface TimeRange {
  fromMs: number;
  toMs: number;
}

/** One moment and one stretch that all plots and the map of a page share. */
export interface SharedCursor {
  get(): CursorState;
  /** By pointing: a pinned cursor stays. */
  point(timeMs: number): void;
  /** By choosing, with a click or by keyboard. */
  moveTo(timeMs: number): void;
  /** Holds it at a moment, or lets it go when it is held there, give or take. */
  togglePin(timeMs: number, toleranceMs: number): void;
  release(): void;
  /** Called at most once a frame, before it is drawn: a listener writes what it shows and reads no layout. */
  subscribe(listener: () => void): () => void;
  getRange(): TimeRange;
  /** Nothing for all of it. */
  setRange(range?: TimeRange): void;
  subscribeRange(listener: () => void): () => void;
}

export function createCursor(whole: TimeRange): SharedCursor {
  let state: CursorState = { timeMs: null, isPinned: false };
  let range = whole;
  const listeners = new Set<() => void>();
  const rangeListeners = new Set<() => void>();
  let frame = 0;
  const tell = (): void => {
    frame = 0;
    for (const listener of listeners) listener();
  };
  const set = (next: CursorState): void => {
    if (next.timeMs === state.timeMs && next.isPinned === state.isPinned) return;
    state = next;
    if (frame === 0) frame = requestAnimationFrame(tell);
  };
  const subscribeTo = (all: Set<() => void>) => (listener: () => void) => {
    all.add(listener);
    return () => {
      all.delete(listener);
    };
  };
  return {
    get: () => state,
    point: (timeMs) => {
      if (!state.isPinned) set({ timeMs, isPinned: false });
    },
    moveTo: (timeMs) => set({ ...state, timeMs }),
    togglePin: (timeMs, toleranceMs) => {
      const isHere =
        state.isPinned && state.timeMs !== null && Math.abs(state.timeMs - timeMs) <= toleranceMs;
      set({ timeMs, isPinned: !isHere });
    },
    release: () => set({ ...state, isPinned: false }),
    subscribe: subscribeTo(listeners),
    getRange: () => range,
    setRange: (next = whole) => {
      range = next;
      for (const listener of rangeListeners) listener();
    },
    subscribeRange: subscribeTo(rangeListeners),
  };
}

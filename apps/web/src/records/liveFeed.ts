// SPDX-License-Identifier: Apache-2.0
import type { LiveMessage } from '@datacar/core/records/liveMessage';
import { watchReadings } from '@datacar/sdk/records/watchReadings';
import { useSyncExternalStore } from 'react';
import { client } from '../app/client.ts';
import { askNow, onRecovery, reportReachable } from '../app/connection.ts';
import { queryClient } from '../app/queryClient.ts';

export type LiveReading = Extract<LiveMessage, { type: 'reading' }>;
export type LiveBatch = Extract<LiveMessage, { type: 'batch' }>;
export type LiveAnchor = Extract<LiveMessage, { type: 'anchor' }>;

export interface LiveState {
  status: 'off' | 'connecting' | 'live' | 'lost';
  sinceMs: number;
}

export interface LiveListener {
  onReading?(reading: LiveReading): void;
  onBatch?(batch: LiveBatch): void;
  onAnchor?(anchor: LiveAnchor): void;
  /** The feed stands (again); what was said before was missed and has to be asked for. */
  onConnected?(): void;
}

/** A page that is left and the next one often want the same feed. */
const lingerMs = 3_000;

let state: LiveState = { status: 'off', sinceMs: Date.now() };
const stateListeners = new Set<() => void>();
const listeners = new Set<LiveListener>();
let unwatch: (() => void) | undefined;
let lingering: ReturnType<typeof setTimeout> | undefined;

function setStatus(status: LiveState['status']): void {
  if (status === state.status) return;
  state = { status, sinceMs: Date.now() };
  for (const listener of stateListeners) listener();
}

function start(): void {
  setStatus('connecting');
  unwatch = watchReadings(client, {
    onReading: (reading) => {
      for (const listener of listeners) listener.onReading?.(reading);
    },
    onBatch: (batch) => {
      for (const listener of listeners) listener.onBatch?.(batch);
    },
    onAnchor: (anchor) => {
      for (const listener of listeners) listener.onAnchor?.(anchor);
    },
    onConnected: () => {
      setStatus('live');
      reportReachable();
      for (const listener of listeners) listener.onConnected?.();
    },
    onError: ({ code }) => {
      setStatus('lost');
      // Either the server is gone, which the page should say, or only this connection broke.
      if (code === 'SERVER_UNREACHABLE') void askNow();
      if (code === 'UNAUTHENTICATED') void queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  });
}

function stop(): void {
  unwatch?.();
  unwatch = undefined;
  setStatus('off');
}

/** Connects anew: as somebody else, or because a car was added. */
export function restartLiveFeed(): void {
  if (unwatch === undefined) return;
  stop();
  start();
}

// The feed's own pauses grow; when the server is known to be back there is nothing to wait for.
onRecovery(() => {
  if (state.status === 'lost') restartLiveFeed();
});

/** One connection for the whole page; it stands while anybody listens. Returns the way to stop listening. */
export function listenLive(listener: LiveListener): () => void {
  clearTimeout(lingering);
  listeners.add(listener);
  if (unwatch === undefined) start();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(lingering);
    lingering = setTimeout(() => {
      if (listeners.size === 0) stop();
    }, lingerMs);
  };
}

function subscribe(listener: () => void): () => void {
  stateListeners.add(listener);
  return () => stateListeners.delete(listener);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => state);
}

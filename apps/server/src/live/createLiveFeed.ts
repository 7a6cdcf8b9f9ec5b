// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { LiveMessage } from '@datacar/core/records/liveMessage';
import type { Address } from 'viem';

export type LiveListener = (message: LiveMessage) => void;

export interface LiveFeed {
  /**
   * Calls the listener with what the account's cars say from now on; without `vehicles`, all that it owns or that is
   * shared with it at that moment of each message.
   * @returns the function that ends it.
   * @throws DatacarError FORBIDDEN for a vehicle of somebody else.
   */
  subscribe(wanted: { account: Address; vehicles: number[] | undefined }, listener: LiveListener): () => void;
  /** To everyone who owns the vehicle now, or with whom its owner shares it. */
  publish(vehicle: number, messages: readonly LiveMessage[]): void;
  /** To everyone. */
  broadcast(message: LiveMessage): void;
  /** Whether anyone listens, so that nobody makes messages for nobody. */
  hasListeners(): boolean;
}

interface Subscription {
  account: Address;
  vehicles: ReadonlySet<number> | undefined;
  listener: LiveListener;
}

export interface LiveFeedDependencies {
  /** Asked for each message: after a sale the new owner hears the car, not the old one. */
  ownership: {
    hasRole(vehicle: number, account: Address, needed: 'viewer'): boolean;
    vehiclesOf(account: Address): number[];
  };
}

/** Hands what is acknowledged to whoever may hear it. */
export function createLiveFeed({ ownership }: LiveFeedDependencies): LiveFeed {
  const subscriptions = new Set<Subscription>();

  return {
    subscribe({ account, vehicles }, listener) {
      const foreign = vehicles?.find((vehicle) => !ownership.hasRole(vehicle, account, 'viewer'));
      if (foreign !== undefined) {
        throw new DatacarError('FORBIDDEN', `Vehicle ${foreign} is not yours and not shared with you.`, {
          details: { vehicle: foreign },
        });
      }
      const subscription = { account, vehicles: vehicles && new Set(vehicles), listener };
      subscriptions.add(subscription);
      listener({ type: 'ready', vehicles: (vehicles ?? ownership.vehiclesOf(account)).map(String) });
      return () => subscriptions.delete(subscription);
    },
    publish(vehicle, messages) {
      for (const { account, vehicles, listener } of subscriptions) {
        if (vehicles !== undefined && !vehicles.has(vehicle)) continue;
        if (!ownership.hasRole(vehicle, account, 'viewer')) continue;
        for (const message of messages) listener(message);
      }
    },
    broadcast(message) {
      for (const { listener } of subscriptions) listener(message);
    },
    hasListeners: () => subscriptions.size > 0,
  };
}

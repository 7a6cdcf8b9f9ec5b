// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';

/** Where everything a server keeps stands, under one folder. */
export interface HomePaths {
  home: string;
  secret: string;
  serverFile: string;
  lock: string;
  trust: string;
  /** What its consortium is founded on. */
  genesis: string;
  accounts: string;
  keys: string;
  /** Of the person at the terminal: the command line writes it, a backup holds it. */
  wallet: string;
  chain: string;
  batches: string;
  telemetry: string;
  documents: string;
  /** Files that pages brought; nothing in it outlives the server. */
  uploads: string;
}

export function homePaths(home: string): HomePaths {
  return {
    home,
    secret: join(home, 'secret.key'),
    serverFile: join(home, 'server.json'),
    lock: join(home, 'lock'),
    trust: join(home, 'trust.cbor'),
    genesis: join(home, 'genesis.json'),
    accounts: join(home, 'accounts'),
    keys: join(home, 'keys'),
    wallet: join(home, 'wallet'),
    chain: join(home, 'chain'),
    batches: join(home, 'batches'),
    telemetry: join(home, 'telemetry.duckdb'),
    documents: join(home, 'documents'),
    uploads: join(home, 'uploads'),
  };
}

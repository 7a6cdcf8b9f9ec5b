// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import type { TransactionSender } from '@datacar/chain/transactions/openSender';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';
import type { Logger } from 'pino';
import type { ServerLog } from '../consortium/establishMember.ts';
import type { ChainFollower } from '../consortium/followChain.ts';
import type { ServerKeys } from '../consortium/openServerKeys.ts';
import type { Cleanup } from '../home/createCleanup.ts';
import type { HomePaths } from '../home/HomePaths.ts';
import type { Store } from './openStore.ts';

/** What the services of a server stand on: an open home, chain and store. */
export interface StartServicesDependencies {
  logger: Logger;
  clock: () => number;
  cleanup: Cleanup;
  paths: HomePaths;
  keys: ServerKeys;
  chain: Chain;
  contracts: DatacarContracts;
  log: ServerLog;
  chainIndex: ChainIndex;
  follower: ChainFollower;
  /** Of the member. */
  sender: TransactionSender;
  store: Store;
}

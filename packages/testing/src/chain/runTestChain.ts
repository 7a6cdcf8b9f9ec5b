// SPDX-License-Identifier: Apache-2.0
// A program of its own, to be killed: opens the embedded chain of a folder and prints its URL.
import { openChain } from '@datacar/chain/openChain';
import type { Address } from 'viem';
import { RICH_WEI } from './RICH_WEI.ts';
import { silentLogger } from './silentLogger.ts';

const [directory = '', sealDelayMs = '10', rich] = process.argv.slice(2);

/** The load of a test comes from one address. */
const unlimited = {
  requestsBurst: 1e9,
  requestsPerSecond: 1e9,
  transactionsBurst: 1e9,
  transactionsPerSecond: 1e9,
};

const chain = await openChain(
  {
    ...{ directory, sealDelayMs: Number(sealDelayMs), limits: unlimited },
    balances: rich === undefined ? [] : [{ account: rich as Address, wei: RICH_WEI }],
  },
  { logger: silentLogger },
);
process.stdout.write(`${JSON.stringify({ rpcUrl: chain.rpcUrl, chainId: chain.identity.chainId })}\n`);
chain.failed.then((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
process.once('SIGTERM', () => void chain.stop().then(() => process.exit(0)));

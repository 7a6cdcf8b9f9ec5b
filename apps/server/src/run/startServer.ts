// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deployContracts } from '@datacar/chain/contracts/deployContracts';
import { settleTransactions } from '@datacar/chain/contracts/settleTransactions';
import { openChain } from '@datacar/chain/openChain';
import { openSender } from '@datacar/chain/transactions/openSender';
import type { ServerEvent } from '@datacar/core/api/ServerEvent';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { trustAnchorsCodec } from '@datacar/core/records/trustAnchorsCodec';
import { openChainIndex } from '@datacar/store/chain/openChainIndex';
import type { Logger } from 'pino';
import { parseEther } from 'viem';
import { describeTrust } from '../consortium/describeTrust.ts';
import { establishMember } from '../consortium/establishMember.ts';
import { followChain } from '../consortium/followChain.ts';
import { openGenesisTerms } from '../consortium/openGenesisTerms.ts';
import { openServerKeys } from '../consortium/openServerKeys.ts';
import { requireFunds } from '../consortium/requireFunds.ts';
import { createCleanup } from '../home/createCleanup.ts';
import { homePaths } from '../home/HomePaths.ts';
import { lockHome } from '../home/lockHome.ts';
import { makeHome, openSealingKey } from '../home/openSealingKey.ts';
import { writeFileDurably } from '../home/writeFileDurably.ts';
import { openStore } from './openStore.ts';
import type { RunOptions } from './RunOptions.ts';
import { serverVersion } from './serverVersion.ts';
import { startServices } from './startServices.ts';

/** Of a new embedded chain's coin: play money, but without any nothing could be paid in it. */
const OWNER_WEI = parseEther('1000000000');

export type ReadyEvent = Extract<ServerEvent, { event: 'ready' }>;

export interface RunningServer {
  ready: ReadyEvent;
  /** Settles with the reason when the server cannot go on. */
  failed: Promise<Error>;
  stop(): Promise<void>;
}

export interface StartServerDependencies {
  logger: Logger;
  emit: (event: ServerEvent) => void;
  clock?: () => number;
}

/** Starts everything in order; what was started is stopped again when a later step fails. */
export async function startServer(
  options: RunOptions,
  dependencies: StartServerDependencies,
): Promise<RunningServer> {
  const cleanup = createCleanup();
  try {
    return await start(options, { clock: Date.now, ...dependencies, cleanup });
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function start(
  options: RunOptions,
  {
    logger,
    emit,
    clock,
    cleanup,
  }: Required<StartServerDependencies> & { cleanup: ReturnType<typeof createCleanup> },
): Promise<RunningServer> {
  const progress = (stage: string, message: string) => emit({ event: 'progress', stage, message });
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => {
    fail = resolve;
  });
  const paths = homePaths(options.home);

  progress('home', `Opening ${options.home}`);
  await makeHome(paths);
  const lock = await lockHome(paths.lock);
  cleanup.add(() => lock.release());
  const sealedWith = await openSealingKey(paths, { passphraseFile: options.passphraseFile });
  const keys = await openServerKeys(paths, sealedWith);

  progress(
    'chain',
    options.rpcUrl === undefined ? 'Starting the chain' : `Joining the chain at ${options.rpcUrl}`,
  );
  const chain = await openChain(
    {
      directory: paths.chain,
      balances: [{ account: keys.owner.address, wei: OWNER_WEI }],
      ...(options.rpcUrl === undefined ? {} : { rpcUrl: options.rpcUrl }),
    },
    { logger: logger.child({ part: 'chain' }), clock },
  );
  cleanup.add(() => chain.stop());
  void chain.failed.then(fail);

  progress('contracts', 'Looking for the contracts, deploying those that are missing');
  const terms = await openGenesisTerms(
    { paths, genesisFile: options.genesisFile, account: keys.member.address },
    { chain, clock },
  );
  await requireFunds(chain, [keys.member.address, keys.anchor.address]);
  const sender = openSender({ chain, account: keys.member });
  // What a killed server had sent takes effect first, so that nothing is sent twice.
  await Promise.all([keys.member, keys.anchor].map(({ address }) => settleTransactions(chain, address)));
  const contracts = await deployContracts({
    ...{ chain, deployer: sender, terms },
    onUnknownCode: ({ contract, address, reason }) =>
      emit({
        event: 'warning',
        code: 'CONTRACTS_DIFFER',
        message: `${contract} at ${address}: ${reason}. Its members may have voted for an upgrade, or another version founded it; see which contracts are verified in the explorer.`,
      }),
  });
  const log = await establishMember({ chain, contracts, keys }, { sender });

  progress('index', 'Reading what the chain says of vehicles and members');
  const chainIndex = await openChainIndex(
    { path: join(paths.home, 'chain-index.duckdb') },
    { logger: logger.child({ part: 'index' }) },
  );
  cleanup.add(() => chainIndex.close());
  const follower = followChain({ chain, contracts, chainIndex }, { logger: logger.child({ part: 'index' }) });
  cleanup.add(() => follower.stop());
  follower.done.catch(fail);
  await follower.caughtUp();

  progress('store', 'Opening the batch log and the telemetry');
  const store = await openStore(
    { paths, master: keys.master },
    {
      logger: logger.child({ part: 'store' }),
      onProgress: ({ records, readings, position, endPosition }) =>
        progress(
          'store',
          `Projecting the batch log: ${Math.floor((100 * position) / Math.max(1, endPosition))} %, ${records} records, ${readings} readings`,
        ),
      onDamaged: () =>
        fail(
          new DatacarError(
            'STORAGE_DAMAGED',
            'The telemetry database is damaged. Start again: it is rebuilt from the batch log.',
          ),
        ),
    },
  );
  cleanup.add(() => store.close());

  progress('services', 'Starting the API, the broker and the ingest');
  const services = await startServices(options, {
    ...{ logger, clock, cleanup, paths, keys, chain, contracts, log, chainIndex, follower, sender, store },
  });
  for (const { code, message } of services.warnings) emit({ event: 'warning', code, message });
  const growth = chain.growth();
  if (growth.warning !== undefined) emit({ event: 'warning', code: 'CHAIN_GROWN', message: growth.warning });

  const trust = describeTrust({ identity: chain.identity, contracts, keys, log }, { chainIndex });
  await writeFileDurably(paths.trust, trustAnchorsCodec.encode(trust));
  const startedAt = new Date(clock()).toISOString();
  const { url, mqttUrl } = services;
  await writeFileDurably(
    paths.serverFile,
    `${JSON.stringify({ url, rpcUrl: chain.rpcUrl, mqttUrl, pid: process.pid, startedAt, version: serverVersion }, null, 2)}\n`,
  );
  cleanup.add(() => rm(paths.serverFile, { force: true }));

  return {
    ready: {
      event: 'ready',
      url,
      mqttUrl,
      rpcUrl: chain.rpcUrl,
      chainId: chain.identity.chainId,
      blockNumber: chainIndex.position?.blockNumber ?? 0,
      isEmbeddedChain: chain.kind === 'embedded',
      ...services.createLogin(),
    },
    failed,
    stop: () => cleanup.run(),
  };
}

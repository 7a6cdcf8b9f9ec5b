// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { RunOptions } from '../run/RunOptions.ts';
import { startServer } from '../run/startServer.ts';
import { createLogger } from './createLogger.ts';
import type { CommandOutput } from './createOutput.ts';

/** A stop that takes longer has something stuck in it; what is acknowledged is on the disk already. */
const STOP_MS_MAX = 15_000;

/** Runs a server until it is told to stop, or its parent is gone, or it cannot go on. */
export async function runCommand(options: RunOptions, output: CommandOutput): Promise<void> {
  const stopAsked = onStopAsked();
  const logger = createLogger(output.logLevel);
  const starting = startServer(options, { logger, emit: output.emit });
  const early = await Promise.race([starting.then(() => undefined), stopAsked]);
  const server = await starting;
  if (early === undefined) output.emit(server.ready);

  const reason = await Promise.race([stopAsked, server.failed]);
  if (reason instanceof Error) logger.error({ err: reason }, 'the server cannot go on');
  else logger.info({ reason }, 'stopping');
  const timer = setTimeout(() => {
    logger.error({}, 'stopping takes too long; ending');
    process.exit(1);
  }, STOP_MS_MAX);
  timer.unref();
  await server.stop();
  output.emit({ event: 'stopped' });
  if (reason instanceof DatacarError) throw reason;
  if (reason instanceof Error) throw new DatacarError('INTERNAL', reason.message, { cause: reason });
}

/** Resolves with the reason when somebody wants this process to end. A second interrupt ends it at once. */
function onStopAsked(): Promise<string> {
  return new Promise((resolve) => {
    let isAsked = false;
    const ask = (reason: string) => {
      if (isAsked && reason.startsWith('SIG')) process.exit(1);
      isAsked = true;
      resolve(reason);
    };
    process.on('SIGINT', () => ask('SIGINT'));
    process.on('SIGTERM', () => ask('SIGTERM'));
    // The channel to whoever started this process closes when that one dies, however it dies.
    if (process.send !== undefined) process.once('disconnect', () => ask('parent ended'));
  });
}

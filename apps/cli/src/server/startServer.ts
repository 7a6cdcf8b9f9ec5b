// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { ServerEvent } from '@datacar/core/api/ServerEvent';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import type { CommandContext } from '../command/CommandContext.ts';
import type { Progress } from '../output/createProgress.ts';
import { type RunningProgram, startProgram } from '../processes/startProgram.ts';
import { builtAppDirectory } from './buildApp.ts';

export interface StartOptions {
  port?: number;
  host?: string;
  rpc?: string;
  genesis?: string;
  /** False with --no-demo. */
  demo: boolean;
  anchorInterval?: number;
  mqtt?: string;
  mqttPort?: number;
  allowedHost?: string[];
  cors?: string[];
  lan?: boolean;
  lanPort?: number;
  lanHost?: string;
  lanName?: string;
}

export type ReadyEvent = Extract<ServerEvent, { event: 'ready' }>;

export interface StartedServer {
  program: RunningProgram;
  /** What the server says when it is up; rejects when it ends before. */
  ready: Promise<ReadyEvent>;
}

/** Starts `datacar-server run` and shows its steps. */
export function startServer(
  options: StartOptions,
  context: CommandContext,
  progress: Progress,
): StartedServer {
  let onReady: (event: ReadyEvent) => void = () => {};
  let failure: DatacarError | undefined;
  const onEvent = (event: ServerEvent): void => {
    switch (event.event) {
      case 'progress':
        progress.update(event.message);
        break;
      case 'ready':
        onReady(event);
        break;
      case 'warning':
        progress.log(event.message);
        break;
      case 'failed':
        failure = new DatacarError(event.code as ErrorCode, event.message, { details: event.details ?? {} });
        break;
    }
  };
  const program = startProgram('datacar-server', serverParameters(options, context), onEvent, {
    logFile: join(context.home, 'logs', 'server.log'),
  });
  const ready = new Promise<ReadyEvent>((resolve, reject) => {
    onReady = resolve;
    program.exited.then(({ status, signal, stderrTail }) => {
      reject(
        failure ??
          new DatacarError(
            'INTERNAL',
            `The server ended with ${signal ?? `status ${status}`} before it was up.\n${stderrTail}`.trim(),
          ),
      );
    }, reject);
  });
  return { program, ready };
}

function serverParameters(options: StartOptions, { home, passphraseFile }: CommandContext): string[] {
  const values: Record<string, string | number | readonly string[] | undefined> = {
    '--home': home,
    '--port': options.port,
    '--host': options.host,
    '--rpc': options.rpc,
    '--genesis': options.genesis,
    '--anchor-interval': options.anchorInterval,
    '--mqtt': options.mqtt,
    '--mqtt-port': options.mqttPort,
    '--allowed-host': options.allowedHost,
    '--cors': options.cors,
    '--lan-port': options.lanPort,
    '--lan-host': options.lanHost,
    '--lan-name': options.lanName,
    '--passphrase-file': passphraseFile,
    '--web': builtAppDirectory(),
  };
  const given = Object.entries(values).flatMap(([flag, value]) =>
    [value ?? []].flat().flatMap((one) => [flag, String(one)]),
  );
  return ['run', ...given, ...(options.lan ? ['--lan'] : []), '--json-lines'];
}

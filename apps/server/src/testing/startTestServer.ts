// SPDX-License-Identifier: Apache-2.0
// A whole server for tests: real chain, store and broker, on free ports, in a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerEvent } from '@datacar/core/api/ServerEvent';
import { pino } from 'pino';
import type { RunOptions } from '../run/RunOptions.ts';
import { type RunningServer, startServer } from '../run/startServer.ts';
import { createTestApi, type TestApi } from './createTestApi.ts';

export interface TestServer extends TestApi {
  server: RunningServer;
  home: string;
  events: ServerEvent[];
  /** Stops it and removes its folder, unless `keepHome`. */
  stop(options?: { keepHome?: boolean }): Promise<void>;
}

export async function startTestServer(
  options: Partial<RunOptions> & { clock?: () => number } = {},
): Promise<TestServer> {
  const { clock, ...runOptions } = options;
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'datacar-server-')));
  const events: ServerEvent[] = [];
  const server = await startServer(
    {
      port: 0,
      host: '127.0.0.1',
      mqttPort: 0,
      corsOrigins: [],
      allowedHosts: [],
      workers: 1,
      ...runOptions,
      home,
    },
    {
      logger: pino({ level: process.env.DATACAR_TEST_LOG ?? 'silent' }, pino.destination(2)),
      emit: (event) => events.push(event),
      ...(clock === undefined ? {} : { clock }),
    },
  );
  return {
    ...createTestApi(server.ready),
    server,
    home,
    events,
    async stop({ keepHome = false } = {}) {
      await server.stop();
      if (!keepHome) await rm(home, { recursive: true, force: true });
    },
  };
}

// SPDX-License-Identifier: Apache-2.0
import type { CommandAction } from '../command/defineCommand.ts';
import { buildApp } from './buildApp.ts';
import { showReady } from './showReady.ts';
import { startDemo } from './startDemo.ts';
import { type StartOptions, startServer } from './startServer.ts';
import { watchPrograms } from './watchPrograms.ts';

export const start: CommandAction<StartOptions> = async (options, context) => {
  const { output } = context;
  const startedAtMs = Date.now();
  const programs = watchPrograms(output);
  const progress = await output.startProgress('Starting');
  try {
    const built = buildApp(progress);
    const server = startServer(options, context, progress);
    let isUp = false;
    programs.add(server.program, { title: 'The server', isVital: true, isUp: () => isUp });
    const ready = await server.ready;
    isUp = true;
    const demo = await startDemo({ isWanted: options.demo, url: ready.url }, context, progress);
    if (demo.agent !== undefined) {
      programs.add(demo.agent, { title: 'The agent of the simulated cars', isVital: false });
    }
    await built;
    progress.stop();
    if (!programs.isEnding()) {
      showReady({ ready, vehicles: demo.vehicles, durationMs: Date.now() - startedAtMs }, context);
    }
    return await programs.ended;
  } catch (error) {
    progress.stop();
    // Ctrl-C during the start makes its steps fail; that is what was asked for.
    if (programs.isEnding()) return await programs.ended;
    await programs.endAll();
    throw error;
  } finally {
    programs.release();
  }
};

// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { EmitEvent } from '@datacar/core/vehicles/AgentEvent';
import type { CommonOptions } from '../cli/CommonOptions.ts';
import { createEmitter } from '../cli/createEmitter.ts';
import { describeFailure } from '../cli/describeFailure.ts';
import { WrongUsage } from '../cli/WrongUsage.ts';
import {
  type AgentConfig,
  parseAgentConfig,
  queueBytesMaxOf,
  readAgentConfig,
  type VehicleConfig,
} from '../config/AgentConfig.ts';
import type { Device } from '../folder/Device.ts';
import type { ConnectionOptions } from '../folder/openConnections.ts';
import { openDevice } from '../folder/openDevice.ts';
import { createStopSignal } from './createStopSignal.ts';
import { openSource } from './openSource.ts';
import { runVehicle } from './runVehicle.ts';

export interface RunOptions extends CommonOptions {
  config?: string;
  folder?: string[];
  source?: 'simulated' | 'mqtt';
  seed: number;
  mqttSource?: string;
  mapping?: string;
  transport?: 'mqtt' | 'http';
  batchSeconds?: number;
}

interface PreparedVehicle {
  device: Device;
  config: VehicleConfig;
}

/** `datacar-vehicle run`. Exit status 1 when a car could not be run. */
export async function runCommand(options: RunOptions): Promise<void> {
  const emit = createEmitter(options);
  const stop = createStopSignal();
  const { config, baseFolder } = await readConfig(options);
  const prepared: PreparedVehicle[] = [];
  for (const one of config.vehicles) {
    const device = await openDevice({ ...options, folder: one.folder }, { environment: process.env });
    prepared.push({ device, config: one });
  }
  const vehicles = prepared.map(({ device }) => String(device.identity.vehicle));
  emit({ event: 'started', atMs: Date.now(), vehicles });
  const failures = await runAll(prepared, { baseFolder, signal: stop.signal, emit });
  stop.dispose();
  emit({ event: 'stopped', atMs: Date.now() });
  if (failures.length > 0) process.exitCode = 1;
}

/** Runs every car; one that fails does not stop the others. */
async function runAll(
  prepared: readonly PreparedVehicle[],
  { baseFolder, signal, emit }: { baseFolder: string; signal: AbortSignal; emit: EmitEvent },
): Promise<unknown[]> {
  const failures: unknown[] = [];
  await Promise.all(
    prepared.map(async ({ device, config }) => {
      try {
        const sources = await Promise.all(
          config.sources.map((source) => openSource({ config: source, folder: device.folder, baseFolder })),
        );
        await runVehicle(
          {
            device,
            sources,
            connection: await connectionOf(config),
            queueBytesMax: queueBytesMaxOf(config),
            spanMs: config.batchSeconds * 1_000,
            signal,
          },
          { emit, systemMs: Date.now, monotonicMs: () => performance.now(), random: Math.random },
        );
      } catch (error) {
        failures.push(error);
        const { code, message } = describeFailure(error);
        emit({ event: 'warning', vehicle: String(device.identity.vehicle), code, message });
      }
    }),
  );
  return failures;
}

async function connectionOf({ send = { mqttVersion: '3.1.1' } }: VehicleConfig): Promise<ConnectionOptions> {
  const { transport, mqttUrl, mqttVersion, username, passwordFile } = send;
  const password =
    passwordFile === undefined ? '' : (await readFile(passwordFile, 'utf8')).replace(/\r?\n$/, '');
  return {
    transport,
    mqttUrl,
    mqttVersion: mqttVersion === '5' ? 5 : 4,
    ...(username === undefined ? {} : { mqttLogin: { username, password } }),
  };
}

async function readConfig(options: RunOptions): Promise<{ config: AgentConfig; baseFolder: string }> {
  const { config: file, folder: folders = [] } = options;
  if (file !== undefined) {
    if (folders.length > 0) throw new WrongUsage('Give --config or --folder, not both.');
    return { config: await readAgentConfig(file), baseFolder: dirname(resolve(file)) };
  }
  if (folders.length === 0)
    throw new WrongUsage('Say which cars to run: --config FILE, or --folder DIR --source TYPE.');
  const baseFolder = process.cwd();
  const vehicles = folders.map((folder, index) => ({
    folder,
    sources: [sourceOf(options, index)],
    ...(options.batchSeconds === undefined ? {} : { batchSeconds: options.batchSeconds }),
    ...(options.transport === undefined ? {} : { send: { transport: options.transport } }),
  }));
  return { config: parseAgentConfig({ vehicles }, baseFolder), baseFolder };
}

/** The source that the command line asks for; each simulated car has a seed of its own. */
function sourceOf({ source, seed, mqttSource, mapping }: RunOptions, index: number): unknown {
  if (source === 'simulated') return { type: 'simulated', seed: seed + index };
  if (source === undefined)
    throw new WrongUsage('Say what the car reads: --source simulated, or --source mqtt.');
  if (mqttSource === undefined || mapping === undefined)
    throw new WrongUsage('With --source mqtt, give --mqtt-source URL and --mapping NAME|FILE.');
  return { type: 'mqtt', url: mqttSource, mapping };
}

// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentEvent } from '@datacar/core/vehicles/AgentEvent';
import type { Client } from '@datacar/sdk/client/Client';
import { listVehicles } from '@datacar/sdk/vehicles/listVehicles';
import { registerVehicle } from '@datacar/sdk/vehicles/registerVehicle';
import type { CommandContext } from '../command/CommandContext.ts';
import { openClient } from '../home/openClient.ts';
import type { Progress } from '../output/createProgress.ts';
import { type RunningProgram, startProgram } from '../processes/startProgram.ts';
import { agentParameters } from '../vehicles/agentParameters.ts';
import { agentFolder, ensureEnrolled, isEnrolledHere } from '../vehicles/ensureEnrolled.ts';

export interface Demo {
  /** Ids of the simulated cars that drive. */
  vehicles: string[];
  agent: RunningProgram | undefined;
}

/** VINs that no maker gives: its country code is reserved. */
const demoCars = [
  { vin: '0DATACARSTM000001', model: 'Simulated hatchback' },
  { vin: '0DATACARSTM000002', model: 'Simulated van' },
] as const;
/** A minute, which is usual, is long for somebody who has just started and wants to see a car drive. */
const batchSeconds = 10;
const noDemo: Demo = { vehicles: [], agent: undefined };

/** Lets two simulated cars drive: makes them on the first start of a home, resumes them on later ones. */
export async function startDemo(
  { isWanted, url }: { isWanted: boolean; url: string },
  context: CommandContext,
  progress: Progress,
): Promise<Demo> {
  const file = join(context.home, 'vehicles', 'demo.json');
  const known = await readDemo(file);
  if (!isWanted) return noDemo;

  const client = await openClient({ ...context, serverUrl: url });
  const vehicles = known ?? (await makeDemo(client, context, progress));
  const driving = vehicles.filter((vehicle) => isEnrolledHere(context.home, vehicle));
  for (const vehicle of known === undefined ? [] : driving)
    await ensureEnrolled({ vehicle }, client, context);
  if (driving.length === 0) return noDemo;
  if (known === undefined) await writeFile(file, JSON.stringify({ vehicles }), { mode: 0o600 });

  progress.update('Starting two simulated cars');
  return { vehicles: driving, agent: await startAgent(driving, context) };
}

async function readDemo(file: string): Promise<string[] | undefined> {
  try {
    return (JSON.parse(await readFile(file, 'utf8')) as { vehicles: string[] }).vehicles;
  } catch {
    return undefined;
  }
}

/**
 * Registers and enrols the cars, in a home that has no others: who keeps real cars wants no simulated ones among
 * them. In a restored home the cars are there without their agent, which has stayed where it was.
 */
async function makeDemo(client: Client, context: CommandContext, progress: Progress): Promise<string[]> {
  const { items } = await listVehicles(client);
  const demoModels: readonly string[] = demoCars.map(({ model }) => model);
  const hasOthers = items.some(
    ({ id, model, deviceKey }) =>
      !demoModels.includes(model) || (deviceKey !== null && !isEnrolledHere(context.home, id)),
  );
  if (hasOthers) return [];

  progress.update('Registering two simulated cars');
  const vehicles = await Promise.all(
    demoCars.map(({ vin, model }) => registerVehicle(client, { vin, model, source: 'simulated' })),
  );
  progress.update('Making the keys of two simulated cars');
  await Promise.all(
    vehicles.map(({ id, enrolmentCode }) =>
      ensureEnrolled({ vehicle: id, code: enrolmentCode ?? undefined }, client, context),
    ),
  );
  return vehicles.map(({ id }) => id);
}

/** Starts the agent and waits until it is connected for every car, or has said that it cannot. */
async function startAgent(vehicles: string[], context: CommandContext): Promise<RunningProgram> {
  const waiting = new Set(vehicles);
  let onConnected: () => void = () => {};
  const connected = new Promise<void>((resolve) => {
    onConnected = resolve;
  });
  const folders = vehicles.flatMap((vehicle) => ['--folder', agentFolder(context.home, vehicle)]);
  const agent = startProgram<AgentEvent>(
    'datacar-vehicle',
    [
      'run',
      ...folders,
      '--source',
      'simulated',
      '--batch-seconds',
      String(batchSeconds),
      ...agentParameters(context),
    ],
    (event) => {
      if (event.event !== 'connected' && event.event !== 'disconnected') return;
      waiting.delete(event.vehicle);
      if (waiting.size === 0) onConnected();
    },
    { logFile: join(context.home, 'logs', 'simulated-cars.log') },
  );
  await Promise.race([connected, agent.exited]);
  return agent;
}

// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { AgentEvent } from '@datacar/core/vehicles/AgentEvent';
import type { Client } from '@datacar/sdk/client/Client';
import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
import { createEnrolmentCode } from '@datacar/sdk/vehicles/createEnrolmentCode';
import { readVehicle } from '@datacar/sdk/vehicles/readVehicle';
import type { CommandContext } from '../command/CommandContext.ts';
import { runProgram } from '../processes/runProgram.ts';
import { agentParameters } from './agentParameters.ts';

/** The folder of a vehicle's agent on this machine. */
export function agentFolder(home: string, vehicle: string): string {
  return join(home, 'vehicles', vehicle);
}

const identityFile = (folder: string): string => join(folder, 'device.json');

/** Whether the agent on this machine has a key for the vehicle. */
export function isEnrolledHere(home: string, vehicle: string): boolean {
  return existsSync(identityFile(agentFolder(home, vehicle)));
}

/**
 * Makes the vehicle's key on this machine, with a code that its owner asks for, unless it is there already.
 * Returns the agent's folder.
 *
 * @throws DatacarError NOT_ENROLLED when another machine's agent holds the key
 */
export async function ensureEnrolled(
  { vehicle, code }: { vehicle: string; code?: string | undefined },
  client: Client,
  context: CommandContext,
): Promise<string> {
  const folder = agentFolder(context.home, vehicle);
  if (isEnrolledHere(context.home, vehicle)) {
    await followServer(folder, client);
    return folder;
  }
  const enrolmentCode = code ?? (await askForCode(client, vehicle));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // In a file, because everyone on the machine can read the parameters of a process.
  const codeFile = join(folder, 'code');
  try {
    await writeFile(codeFile, enrolmentCode, { mode: 0o600 });
    await runProgram<AgentEvent>(
      'datacar-vehicle',
      [
        'enrol',
        '--server',
        client.url,
        '--code',
        `@${codeFile}`,
        '--folder',
        folder,
        ...agentParameters(context),
      ],
      () => {},
    );
  } finally {
    await rm(codeFile, { force: true });
  }
  return folder;
}

/** A code for a vehicle without a key. Enrolling one that has a key would take it away from the agent that holds it. */
async function askForCode(client: Client, vehicle: string): Promise<string> {
  const { deviceKey } = await readVehicle(client, { vehicle });
  if (deviceKey !== null) {
    throw new DatacarError(
      'NOT_ENROLLED',
      `The key of vehicle ${vehicle} is held by an agent elsewhere, and making one here would replace it. Import where that agent is (datacar-vehicle import), or point at its home with --home DIR.`,
      { details: { vehicle } },
    );
  }
  return (await createEnrolmentCode(client, { vehicle })).enrolmentCode;
}

/** An agent of this home goes with its server to another port. Whether it is the same server, the pinned keys tell. */
async function followServer(folder: string, client: Client): Promise<void> {
  const file = identityFile(folder);
  const identity = JSON.parse(await readFile(file, 'utf8')) as {
    server: string;
    mqttUrl: string | null;
    log: string;
  };
  const { mqttUrl, log } = await readServerDescription(client);
  const isElsewhere = identity.server !== client.url || identity.mqttUrl !== mqttUrl;
  if (!isElsewhere || identity.log !== log.origin) return;
  const aside = `${file}.tmp`;
  await writeFile(aside, `${JSON.stringify({ ...identity, server: client.url, mqttUrl }, null, 2)}\n`, {
    mode: 0o600,
  });
  await rename(aside, file);
}

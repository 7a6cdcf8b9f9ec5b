// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Client } from '@datacar/sdk/client/Client';
import { createEnrolmentCode } from '@datacar/sdk/vehicles/createEnrolmentCode';
import type { CommandContext } from '../command/CommandContext.ts';
import type { AgentEvent } from '../processes/AgentEvent.ts';
import { runProgram } from '../processes/runProgram.ts';
import { agentParameters } from './agentParameters.ts';

/** The folder of a vehicle's agent on this machine. */
export function agentFolder(home: string, vehicle: string): string {
  return join(home, 'vehicles', vehicle);
}

/** Whether the agent on this machine has a key for the vehicle. */
export function isEnrolledHere(home: string, vehicle: string): boolean {
  return existsSync(join(agentFolder(home, vehicle), 'device.json'));
}

/** Makes the vehicle's key on this machine, with a code that its owner asks for, unless it is there already. */
export async function ensureEnrolled(
  { vehicle, code }: { vehicle: string; code?: string | undefined },
  client: Client,
  context: CommandContext,
): Promise<string> {
  const folder = agentFolder(context.home, vehicle);
  if (isEnrolledHere(context.home, vehicle)) return folder;
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const enrolmentCode = code ?? (await createEnrolmentCode(client, { vehicle })).enrolmentCode;
  await runProgram<AgentEvent>(
    'datacar-vehicle',
    [
      'enrol',
      '--server',
      client.url,
      '--code',
      enrolmentCode,
      '--folder',
      folder,
      ...agentParameters(context),
    ],
    () => {},
  );
  return folder;
}

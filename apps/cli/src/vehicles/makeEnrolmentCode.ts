// SPDX-License-Identifier: Apache-2.0
import { createEnrolmentCode } from '@datacar/sdk/vehicles/createEnrolmentCode';
import type { CommandAction } from '../command/defineCommand.ts';
import { parseVehicle } from '../command/optionParsers.ts';
import { openClient } from '../home/openClient.ts';
import { formatTime } from '../output/formatTime.ts';

export const makeEnrolmentCode: CommandAction<{ vehicle: string }> = async ({ vehicle }, context) => {
  const { output } = context;
  const client = await openClient(context);
  const code = await createEnrolmentCode(client, { vehicle: parseVehicle(vehicle) });
  output.json({ vehicle, ...code });
  output.line(`One-time code for the agent of vehicle ${vehicle}: ${output.colors.bold(code.enrolmentCode)}`);
  output.line(output.colors.dim(`good until ${formatTime(code.expiresAtMs)}`));
  output.line();
  output.line(`  npx datacar-vehicle enrol --server ${client.url} --code ${code.enrolmentCode}`);
  return 'done';
};

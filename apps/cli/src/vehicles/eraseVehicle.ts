// SPDX-License-Identifier: Apache-2.0
import { createInterface } from 'node:readline/promises';
import { eraseReadings } from '@datacar/sdk/records/eraseReadings';
import { readVehicle } from '@datacar/sdk/vehicles/readVehicle';
import type { CommandAction } from '../command/defineCommand.ts';
import { parseVehicle } from '../command/optionParsers.ts';
import { UsageError } from '../command/UsageError.ts';
import { openClient } from '../home/openClient.ts';

interface Options {
  vehicle: string;
  yes?: boolean;
}

export const eraseVehicle: CommandAction<Options> = async ({ vehicle: id, yes }, context) => {
  const { output } = context;
  const vehicle = parseVehicle(id);
  if (!yes && !output.isInteractive) {
    throw new UsageError(
      'This destroys readings for good. There is nobody here to ask; say --yes if you mean it.',
    );
  }
  const client = await openClient(context);
  const { model } = await readVehicle(client, { vehicle });
  if (!yes && !(await confirm(`Destroy all your readings of vehicle ${vehicle} (${model}), for good?`))) {
    output.json({ vehicle, isErased: false });
    output.line('Nothing was erased.');
    return 'failed';
  }
  const erased = await eraseReadings(client, { vehicle });
  output.json(erased);
  output.line(
    `The readings of vehicle ${vehicle} are erased. The log keeps its hashes; proofs given to others still verify.`,
  );
  return 'done';
};

async function confirm(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await prompt.question(`${question} [y/N] `)).trim());
  } finally {
    prompt.close();
  }
}

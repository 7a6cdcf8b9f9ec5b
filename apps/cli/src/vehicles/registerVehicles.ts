// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '@datacar/sdk/client/Client';
import { type RegisterVehicleReturnType, registerVehicle } from '@datacar/sdk/vehicles/registerVehicle';
import type { CommandContext } from '../command/CommandContext.ts';
import type { CommandAction, CommandOutcome } from '../command/defineCommand.ts';
import { UsageError } from '../command/UsageError.ts';
import { openClient } from '../home/openClient.ts';
import { formatCounted } from '../output/formatCount.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { readVehicleList } from './readVehicleList.ts';

interface Options {
  vin?: string;
  model?: string;
  file?: string;
}

export const registerVehicles: CommandAction<Options> = async ({ vin, model, file }, context) => {
  if (file !== undefined) {
    if (vin !== undefined || model !== undefined)
      throw new UsageError('Give either --file, or --vin and --model.');
    return registerList(file, context);
  }
  if (vin === undefined || model === undefined) {
    throw new UsageError('Give --vin and --model, or a list with --file.');
  }
  const client = await openClient(context);
  const vehicle = await registerVehicle(client, { vin, model });
  context.output.json(vehicle);
  showVehicle(vehicle, model, client, context);
  return 'done';
};

function showVehicle(
  { id, did, created, enrolmentCode, enrolmentExpiresAtMs }: RegisterVehicleReturnType,
  model: string,
  client: Client,
  { output }: CommandContext,
): void {
  const { bold, dim } = output.colors;
  output.line(
    created
      ? `Registered ${model} as vehicle ${bold(id)}.`
      : `This VIN is vehicle ${bold(id)} already; nothing was changed.`,
  );
  output.line(dim(did));
  output.line();
  if (enrolmentCode === null) {
    output.line('Its agent is enrolled.');
    return;
  }
  output.line(`One-time code for its agent: ${bold(enrolmentCode)}`);
  if (enrolmentExpiresAtMs !== null) output.line(dim(`good until ${formatTime(enrolmentExpiresAtMs)}`));
  output.line();
  output.line('In the car, make its key and register it:');
  output.line(`  npx datacar-vehicle enrol --server ${client.url} --code ${enrolmentCode}`);
  output.line('Or import recorded drives from here, which needs no code:');
  output.line(`  npx datacar drive import FILE.csv --vehicle ${id}`);
}

/** A row of the list, with what became of it. */
interface RegisteredRow {
  line: number;
  model: string;
  vehicle?: RegisterVehicleReturnType;
  error?: { code: string; message: string };
}

/** Registrations that come together share a block; more than these would not make the list shorter. */
const rowsAtOnceMax = 50;

async function registerList(file: string, context: CommandContext): Promise<CommandOutcome> {
  const { output } = context;
  const rows = await readVehicleList(file);
  const client = await openClient(context);
  const progress = await output.startProgress(`Registering ${formatCounted(rows.length, 'vehicle')}`);
  let registered: RegisteredRow[];
  let done = 0;
  try {
    registered = await mapConcurrently(rows, rowsAtOnceMax, async (row) => {
      const result = await registerRow(client, row);
      done += 1;
      progress.update(`Registered ${done} of ${formatCounted(rows.length, 'vehicle')}`);
      return result;
    });
  } finally {
    progress.stop();
  }

  output.json({
    vehicles: registered.map(({ line, vehicle, error }) => ({ line, ...vehicle, ...(error && { error }) })),
  });
  showList(registered, context);
  return registered.some(({ error }) => error !== undefined) ? 'failed' : 'done';
}

async function registerRow(
  client: Client,
  { line, vin, model }: { line: number; vin: string; model: string },
): Promise<RegisteredRow> {
  try {
    return { line, model, vehicle: await registerVehicle(client, { vin, model }) };
  } catch (error) {
    // A wrong row is told and the others go on; a server that is gone or refuses us ends the list.
    const isAboutTheRow =
      error instanceof DatacarError && ['VIN_INVALID', 'INPUT_INVALID'].includes(error.code);
    if (!isAboutTheRow) throw error;
    return { line, model, error: { code: error.code, message: error.message } };
  }
}

function showList(rows: RegisteredRow[], { output }: CommandContext): void {
  const { dim, red } = output.colors;
  const cells = rows.map(({ line, model, vehicle, error }) => [
    String(line),
    vehicle?.id ?? '',
    model,
    vehicle === undefined ? red(error?.message ?? '') : vehicle.created ? 'registered' : 'was registered',
    vehicle?.enrolmentCode ?? (vehicle === undefined ? '' : dim('enrolled')),
  ]);
  output.line(
    renderTable(
      [
        { title: 'LINE', align: 'right' },
        { title: 'ID', align: 'right' },
        { title: 'MODEL' },
        { title: 'RESULT' },
        { title: 'ONE-TIME CODE' },
      ],
      cells,
      dim,
    ),
  );
  const added = rows.filter(({ vehicle }) => vehicle?.created).length;
  const refused = rows.filter(({ error }) => error !== undefined).length;
  output.line();
  output.line(
    `${formatCounted(added, 'vehicle')} registered, ${rows.length - added - refused} known before, ${refused} refused.`,
  );
}

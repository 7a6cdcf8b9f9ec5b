// SPDX-License-Identifier: Apache-2.0
import { collectPages } from '@datacar/sdk/client/collectPages';
import { listVehicles as listVehiclesPage } from '@datacar/sdk/vehicles/listVehicles';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';

export const listVehicles: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const client = await openClient(context);
  const items = await collectPages((cursor) => listVehiclesPage(client, { cursor }));
  output.json({ items });
  if (items.length === 0) {
    output.line(
      'You own no vehicles yet. Register one with `datacar vehicle register --vin VIN --model NAME`.',
    );
    return 'done';
  }
  const rows = items.map(({ id, model, deviceKey, lastReadingMs, isErased, did }) => [
    id,
    model,
    deviceKey === null ? 'not enrolled' : deviceKey.source,
    isErased ? 'erased' : lastReadingMs === null ? 'none yet' : formatTime(lastReadingMs),
    did,
  ]);
  output.line(
    renderTable(
      [
        { title: 'ID', align: 'right' },
        { title: 'MODEL' },
        { title: 'KEY' },
        { title: 'LAST READING' },
        { title: 'DID' },
      ],
      rows,
      output.colors.dim,
    ),
  );
  return 'done';
};

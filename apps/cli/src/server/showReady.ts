// SPDX-License-Identifier: Apache-2.0
import { relative } from 'node:path';
import type { CommandContext } from '../command/CommandContext.ts';
import { formatDuration } from '../output/formatDuration.ts';
import type { ReadyEvent } from './startServer.ts';

interface Started {
  ready: ReadyEvent;
  /** The simulated cars that drive. */
  vehicles: string[];
  durationMs: number;
}

/** Says what runs, where it is, and what to try next. */
export function showReady({ ready, vehicles, durationMs }: Started, { home, output }: CommandContext): void {
  const { bold, dim, green, cyan } = output.colors;
  const { event: _event, ...facts } = ready;
  output.json({ ...facts, home, vehicles });

  const fromHere = relative(process.cwd(), home) || '.';
  const shownHome = fromHere.startsWith('..') ? home : fromHere;
  const chain = ready.isEmbeddedChain ? 'embedded chain' : 'chain';
  const rows: [string, string][] = [
    ['Open', `${cyan(ready.loginUrl)}  ${dim('once, within 10 minutes')}`],
    ['API', cyan(`${ready.url}/docs`)],
    ...(ready.mqttUrl === null ? [] : ([['MQTT', cyan(ready.mqttUrl)]] as [string, string][])),
    [
      'Chain',
      `${cyan(`${ready.url}/rpc`)}  ${dim(`${chain}, id ${ready.chainId}, block ${ready.blockNumber}`)}`,
    ],
    ['Home', shownHome],
    ...(vehicles.length === 0
      ? []
      : ([['Cars', `${vehicles.join(' and ')}  ${dim('simulated, driving')}`]] as [string, string][])),
  ];
  output.line(`${green('✔')} ${bold('Datacar is ready')} ${dim(`after ${formatDuration(durationMs)}`)}`);
  output.line();
  for (const [name, value] of rows) output.line(`  ${dim(name.padEnd(8))} ${value}`);
  output.line();
  output.line('Try next, in another terminal:');
  for (const line of suggestions(vehicles[0], shownHome)) output.line(`  ${line}`);
  output.line();
  output.line(dim('Ctrl-C ends everything.'));
}

function suggestions(vehicle: string | undefined, home: string): string[] {
  const suffix = home === '.datacar' ? '' : ` --home ${home}`;
  const lines =
    vehicle === undefined
      ? [
          'vehicle register --vin VF1ACVYB012345678 --model "Renault Twizy"',
          'drive import FILE.csv --vehicle 1',
        ]
      : [
          `watch --vehicle ${vehicle} --signal Vehicle.Speed`,
          `latest --vehicle ${vehicle}`,
          `drives --vehicle ${vehicle}`,
        ];
  return lines.map((line) => `npx datacar ${line}${suffix}`);
}

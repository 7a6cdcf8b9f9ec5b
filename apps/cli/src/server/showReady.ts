// SPDX-License-Identifier: Apache-2.0
import { relative } from 'node:path';
import type { CommandContext } from '../command/CommandContext.ts';
import type { Output } from '../output/createOutput.ts';
import { formatDuration } from '../output/formatDuration.ts';
import { renderQr } from '../output/renderQr.ts';
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
  if (ready.lan !== null) showLan(ready.lan, output);
  output.line();
  output.line('Try next, in another terminal:');
  for (const line of suggestions(vehicles[0], shownHome)) output.line(`  ${line}`);
  output.line();
  output.line(dim('Ctrl-C ends everything.'));
}

function showLan(lan: NonNullable<ReadyEvent['lan']>, output: Output): void {
  const { cyan, dim } = output.colors;
  output.line();
  output.line(`On a phone in this network, scan or open, once within 10 minutes:`);
  if (output.colors.isColorSupported) output.line(`\n${renderQr(lan.loginQr)}\n`);
  output.line(`  ${cyan(lan.loginUrl)}`);
  const others = lan.urls.slice(1);
  if (others.length > 0) output.line(`  ${dim(`also ${others.join(', ')}`)}`);
  output.line(`  ${dim(`It warns until the phone trusts this server: docs/start/phone.md.`)}`);
  output.line(`  ${dim(`Authority, SHA-256: ${lan.authorityFingerprint}`)}`);
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

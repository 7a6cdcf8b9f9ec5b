// SPDX-License-Identifier: Apache-2.0
import { defineCommand, type OptionDefinition } from '../command/defineCommand.ts';
import { collectList, parseInterval } from '../command/optionParsers.ts';
import { parseTime } from '../command/parseTime.ts';
import { vehicleOption } from '../vehicles/commands.ts';

const fromOption: OptionDefinition = {
  flags: '--from <time>',
  summary: 'start, included (default: the beginning)',
  parse: parseTime,
};
const toOption: OptionDefinition = {
  flags: '--to <time>',
  summary: 'end, excluded (default: now)',
  parse: parseTime,
};
const signalOption: OptionDefinition = {
  flags: '--signal <path...>',
  summary: 'VSS paths; see `datacar signals list`',
  parse: collectList,
};
const timesDescription =
  'Times are ISO-8601 (without a zone: UTC), a date, milliseconds since the epoch, `now` or `now-2h`.';

export const telemetryCommands = [
  defineCommand({
    name: 'drive import',
    summary: "import recorded drives: sign them with the car's key, send them, anchor them",
    description:
      'Reads CSV files. The built-in mapping is chosen when the header matches. A file that was imported before adds nothing. Readings are marked as imported wherever they are shown.',
    scope: 'server',
    arguments: [{ name: '<file...>', summary: 'CSV files' }],
    options: [
      vehicleOption,
      {
        flags: '--mapping <name|file>',
        summary: 'which column is which signal (default: chosen by the header)',
      },
    ],
    examples: [
      'datacar drive import drives/*.csv --vehicle 1',
      'datacar drive import drive.csv --vehicle 1 --mapping my-mapping.json --json',
    ],
    load: async () => (await import('./importDrives.ts')).importDrives,
  }),
  defineCommand({
    name: 'drives',
    summary: 'list the drives of a vehicle, detected from its readings',
    description: timesDescription,
    scope: 'server',
    options: [vehicleOption, fromOption, toOption],
    examples: [
      'datacar drives --vehicle 1',
      'datacar drives --vehicle 1 --from 2021-03-29 --to 2021-03-30 --json',
    ],
    load: async () => (await import('./listDrives.ts')).listDrives,
  }),
  defineCommand({
    name: 'latest',
    summary: 'show the latest value of each signal, with its age and source',
    scope: 'server',
    options: [
      vehicleOption,
      signalOption,
      { flags: '--max-age <interval>', summary: 'leave out what is older', parse: parseInterval },
    ],
    examples: [
      'datacar latest --vehicle 1',
      'datacar latest --vehicle 1 --signal Vehicle.Speed --max-age 60s',
    ],
    load: async () => (await import('./showLatest.ts')).showLatest,
  }),
  defineCommand({
    name: 'series',
    summary: 'show the readings of signals, raw or aggregated per interval',
    description: timesDescription,
    scope: 'server',
    options: [
      vehicleOption,
      { ...signalOption, isRequired: true },
      fromOption,
      toOption,
      {
        flags: '--interval <length>',
        summary: 'aggregate per interval, such as 60s, 15m or 1h',
        parse: parseInterval,
      },
      {
        flags: '--agg <name>',
        summary: 'how to aggregate (default avg)',
        choices: ['avg', 'min', 'max', 'first', 'last', 'count'],
      },
      { flags: '--limit <rows>', summary: 'stop after this many values', parse: (text) => Number(text) },
    ],
    examples: [
      'datacar series --vehicle 1 --signal Vehicle.Speed --from 2021-03-29 --to 2021-03-30 --interval 60s --agg avg',
      'datacar series --vehicle 1 --signal Vehicle.Speed Vehicle.CurrentLocation.Altitude --from now-10m',
    ],
    load: async () => (await import('./showSeries.ts')).showSeries,
  }),
  defineCommand({
    name: 'watch',
    summary: 'follow what vehicles say, as it arrives',
    scope: 'server',
    options: [
      { ...vehicleOption, isRequired: false, summary: 'only this vehicle (default: all of yours)' },
      signalOption,
    ],
    examples: ['datacar watch --vehicle 1 --signal Vehicle.Speed', 'datacar watch --json'],
    load: async () => (await import('./watch.ts')).watch,
  }),
  defineCommand({
    name: 'export',
    summary: 'write the readings of a period into a CSV or Parquet file',
    description: timesDescription,
    scope: 'server',
    options: [
      vehicleOption,
      fromOption,
      toOption,
      { flags: '--format <name>', summary: 'what to write', choices: ['csv', 'parquet'], default: 'csv' },
      signalOption,
      { flags: '-o, --output <file>', summary: 'file to write; - is the standard output', isRequired: true },
    ],
    examples: [
      'datacar export --vehicle 1 --from 2021-03-01 --to 2021-04-01 --format parquet -o march.parquet',
    ],
    load: async () => (await import('./exportReadings.ts')).exportReadings,
  }),
];

export const evidenceCommands = [
  defineCommand({
    name: 'proof',
    summary: 'make a file that proves one reading, or a period with its gaps, to anyone',
    description: [
      'With --at: that one reading, and nothing else. With --from and --to: every signed batch of the period with its coverage and every gap, and only the readings of the signals given.',
      timesDescription,
    ].join('\n'),
    scope: 'server',
    options: [
      vehicleOption,
      signalOption,
      { flags: '--at <time>', summary: 'time of the reading: the newest one until then', parse: parseTime },
      { flags: '--exact', summary: 'with --at: only a reading of that very millisecond' },
      { ...fromOption, summary: 'start of the period' },
      { ...toOption, summary: 'end of the period' },
      {
        flags: '-o, --output <file>',
        summary: 'file to write, by custom with the ending .datacar',
        isRequired: true,
      },
      { flags: '--no-anchor', summary: 'fail instead of anchoring what is not anchored yet' },
    ],
    examples: [
      'datacar proof --vehicle 1 --signal Vehicle.Speed --at 2021-03-29T15:49:29Z -o speed.datacar',
      'datacar proof --vehicle 1 --signal Vehicle.Speed --from 2021-03-29T15:00Z --to 2021-03-29T16:00Z -o drive.datacar',
    ],
    load: async () => (await import('./makeProof.ts')).makeProof,
  }),
  defineCommand({
    name: 'verify',
    summary: 'check a proof, offline, and say whom one must believe',
    description:
      'Needs no server and no network without --rpc. Trust comes from the trust file and never from the proof. Exit status 1 when a step fails, or when there is nothing to trust.',
    scope: 'home',
    arguments: [{ name: '<proof>', summary: 'a .datacar file' }],
    options: [
      { flags: '--trust <file>', summary: 'keys and contracts to believe (default: trust.cbor in the home)' },
      {
        flags: '--rpc <url>',
        summary: 'also check on this chain that the anchor stands and the key was valid',
      },
      { flags: '--explain', summary: 'show every step and the proof itself' },
    ],
    examples: ['datacar verify speed.datacar', 'datacar verify speed.datacar --trust trust.cbor --explain'],
    load: async () => (await import('./verify.ts')).verify,
  }),
  defineCommand({
    name: 'gaps',
    summary: 'list what is missing: batches that never came, broken promises, forks',
    description: timesDescription,
    scope: 'server',
    options: [vehicleOption, fromOption, toOption],
    examples: ['datacar gaps --vehicle 1'],
    load: async () => (await import('./listGaps.ts')).listGaps,
  }),
  defineCommand({
    name: 'streams',
    summary: 'list the streams of a vehicle: what it says live, and every import',
    scope: 'server',
    options: [vehicleOption],
    examples: ['datacar streams --vehicle 1'],
    load: async () => (await import('./listStreams.ts')).listStreams,
  }),
  defineCommand({
    name: 'log checkpoint',
    summary: 'print the newest signed checkpoint of the log',
    scope: 'server',
    examples: ['datacar log checkpoint'],
    load: async () => (await import('./showCheckpoint.ts')).showCheckpoint,
  }),
  defineCommand({
    name: 'log anchors',
    summary: 'list the anchors of the log on the chain, newest first',
    scope: 'server',
    options: [{ flags: '--limit <count>', summary: 'how many', default: 20, parse: (text) => Number(text) }],
    examples: ['datacar log anchors'],
    load: async () => (await import('./listAnchors.ts')).listAnchors,
  }),
  defineCommand({
    name: 'log anchor',
    summary: 'anchor what is new in the log, now',
    scope: 'server',
    examples: ['datacar log anchor'],
    load: async () => (await import('./anchorLog.ts')).anchorLog,
  }),
];

// SPDX-License-Identifier: Apache-2.0
import { defineCommand } from '../command/defineCommand.ts';
import { collectList, parsePort, parseSeconds } from '../command/optionParsers.ts';

export const runningCommands = [
  defineCommand({
    name: 'start',
    summary: 'start a chain, the contracts and a server on this machine',
    description:
      'The first start makes the home folder, an owner account and two simulated cars, and prints a link that signs you in. Ctrl-C ends everything.',
    scope: 'home',
    options: [
      {
        flags: '--port <port>',
        summary: 'port of the API (default 8080; 0 is any free one)',
        parse: parsePort,
      },
      { flags: '--host <address>', summary: 'address to listen on (default 127.0.0.1: this machine only)' },
      {
        flags: '--lan',
        summary: 'serve phones in the local network too, over HTTPS, and show a QR code that opens it',
      },
      {
        flags: '--lan-port <port>',
        summary: 'port of HTTPS with --lan (default 8443; 0 is any free one)',
        parse: parsePort,
      },
      { flags: '--lan-host <address>', summary: 'address to listen on with --lan (default: every one)' },
      {
        flags: '--lan-name <name>',
        summary: 'what phones call this machine: NAME.local (default: its own name)',
      },
      { flags: '--rpc <url>', summary: 'use this chain instead of the embedded one' },
      {
        flags: '--genesis <file>',
        summary: 'on the first start: what the consortium is founded on, as JSON (docs/start/operate.md)',
      },
      { flags: '--no-demo', summary: 'start without simulated cars' },
      {
        flags: '--anchor-interval <seconds>',
        summary: 'longest wait for an anchor, up to 1800 (default 600, or 10 with --rpc)',
        parse: parseSeconds,
      },
      {
        flags: '--allowed-host <name...>',
        summary: 'a name that this server goes by behind a proxy',
        parse: collectList,
      },
      { flags: '--cors <origin...>', summary: 'let pages of this origin call the API', parse: collectList },
      { flags: '--mqtt <url>', summary: 'use this MQTT broker instead of the embedded one' },
      {
        flags: '--mqtt-port <port>',
        summary: 'port of the embedded MQTT broker (default 1883; 0 is any free one)',
        parse: parsePort,
      },
    ],
    examples: [
      'datacar start',
      'datacar start --lan',
      'datacar start --no-demo --port 9000 --home /var/lib/datacar',
    ],
    load: async () => (await import('./start.ts')).start,
  }),
  defineCommand({
    name: 'status',
    summary: 'show whether the server works, part by part',
    scope: 'server',
    examples: ['datacar status'],
    load: async () => (await import('./showStatus.ts')).showStatus,
  }),
  defineCommand({
    name: 'link',
    summary: 'make a new one-time link that signs a browser in',
    scope: 'server',
    examples: ['datacar link'],
    load: async () => (await import('./makeLink.ts')).makeLink,
  }),
];

export const upkeepCommands = [
  defineCommand({
    name: 'backup',
    summary: 'write everything that a server keeps into one file',
    description:
      'Chain, log, batches, keys and accounts. The file can open all of it: keep it where nobody else reads.',
    scope: 'home',
    arguments: [{ name: '<file>', summary: 'file to write' }],
    examples: ['datacar backup datacar-2021-03-29.backup'],
    load: async () => (await import('./backup.ts')).backup,
  }),
  defineCommand({
    name: 'restore',
    summary: 'make a home from a backup',
    description:
      'The home must be empty. The restored server continues hash for hash where the backup was made.',
    scope: 'home',
    arguments: [{ name: '<file>', summary: 'a file that `datacar backup` wrote' }],
    examples: ['datacar restore datacar-2021-03-29.backup --home .datacar'],
    load: async () => (await import('./restore.ts')).restore,
  }),
  defineCommand({
    name: 'store rebuild',
    summary: 'build the telemetry database again from the batch log',
    description:
      'Stop the server first. Nothing is lost: the database is only a projection of the batch log.',
    scope: 'home',
    examples: ['datacar store rebuild'],
    load: async () => (await import('./rebuildStore.ts')).rebuildStore,
  }),
  defineCommand({
    name: 'doctor',
    summary: 'check disk, ports, lock, clock, versions and growth',
    scope: 'home',
    examples: ['datacar doctor'],
    load: async () => (await import('./runDoctor.ts')).runDoctor,
  }),
];

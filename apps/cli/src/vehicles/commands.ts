// SPDX-License-Identifier: Apache-2.0
import { defineCommand } from '../command/defineCommand.ts';
import { parseVehicle } from '../command/optionParsers.ts';

export const vehiclesCommands = [
  defineCommand({
    name: 'vehicle register',
    summary: 'register a vehicle, and get the one-time code for its agent',
    description:
      'Registering a VIN again changes nothing and shows the same vehicle. The code lets an agent, on this machine or another, make its own key.',
    scope: 'server',
    options: [
      { flags: '--vin <vin>', summary: 'vehicle identification number, 17 characters' },
      { flags: '--model <name>', summary: 'make and model, such as "Renault Twizy"' },
      { flags: '--file <list.csv>', summary: 'register a list instead: CSV with the columns vin and model' },
    ],
    examples: [
      'datacar vehicle register --vin VF1ACVYB012345678 --model "Renault Twizy"',
      'datacar vehicle register --file fleet.csv --json',
    ],
    load: async () => (await import('./registerVehicles.ts')).registerVehicles,
  }),
  defineCommand({
    name: 'vehicle list',
    summary: 'list your vehicles',
    scope: 'server',
    examples: ['datacar vehicle list'],
    load: async () => (await import('./listVehicles.ts')).listVehicles,
  }),
  defineCommand({
    name: 'vehicle code',
    summary: 'make a new one-time code for the agent of a vehicle',
    description:
      'The code before it stops working. An agent that enrols with it replaces the key that the vehicle has.',
    scope: 'server',
    arguments: [{ name: '<vehicle>', summary: 'id of the vehicle' }],
    examples: ['datacar vehicle code 1'],
    load: async () => (await import('./makeEnrolmentCode.ts')).makeEnrolmentCode,
  }),
  defineCommand({
    name: 'vehicle erase',
    summary: 'destroy the readings of a vehicle, for good',
    description:
      'Destroys the key of your readings and removes them from the database. The log keeps its hashes, so proofs given to others still verify.',
    scope: 'server',
    arguments: [{ name: '<vehicle>', summary: 'id of the vehicle' }],
    options: [{ flags: '-y, --yes', summary: 'do not ask' }],
    examples: ['datacar vehicle erase 3', 'datacar vehicle erase 3 --yes'],
    load: async () => (await import('./eraseVehicle.ts')).eraseVehicle,
  }),
];

/** The option by which most commands say which vehicle they are about. */
export const vehicleOption = {
  flags: '--vehicle <id>',
  summary: 'id of the vehicle',
  isRequired: true,
  parse: parseVehicle,
};

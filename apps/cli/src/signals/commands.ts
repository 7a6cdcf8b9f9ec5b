// SPDX-License-Identifier: Apache-2.0
import { defineCommand } from '../command/defineCommand.ts';

export const signalsCommands = [
  defineCommand({
    name: 'signals list',
    summary: 'list the signals that a reading may have, with unit and range',
    scope: 'nothing',
    arguments: [{ name: '[word]', summary: 'only paths and descriptions with this word in them' }],
    examples: ['datacar signals list', 'datacar signals list charging --json'],
    load: async () => (await import('./listSignals.ts')).listSignals,
  }),
];

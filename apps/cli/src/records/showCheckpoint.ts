// SPDX-License-Identifier: Apache-2.0
import { readCheckpoint } from '@datacar/sdk/records/readCheckpoint';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';

export const showCheckpoint: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const note = new TextDecoder().decode(await readCheckpoint(await openClient(context)));
  const [origin = '', size = '', root = ''] = note.split('\n');
  output.json({ origin, size: Number(size), root, note });
  if (!output.isJson) await output.write(note);
  return 'done';
};

// SPDX-License-Identifier: Apache-2.0
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandAction } from '../command/defineCommand.ts';
import { runServerCommand } from './runServerCommand.ts';

export const restore: CommandAction<{ file: string }> = async ({ file }, context) => {
  const { output, home } = context;
  await access(file);
  const facts = await runServerCommand('Restoring', ['restore', resolve(file)], context);
  output.json({ file, home, ...facts });
  output.line(`Restored ${home} from ${file}.`);
  output.line(`Start its server with: datacar start --home ${home}`);
  return 'done';
};

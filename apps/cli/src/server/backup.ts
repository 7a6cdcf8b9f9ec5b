// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import type { CommandAction } from '../command/defineCommand.ts';
import { formatBytes } from '../output/formatBytes.ts';
import { runServerCommand } from './runServerCommand.ts';

export const backup: CommandAction<{ file: string }> = async ({ file }, context) => {
  const { output } = context;
  const facts = await runServerCommand('Making the backup', ['backup', resolve(file)], context);
  output.json({ file, ...facts });
  const size = typeof facts.bytes === 'number' ? ` (${formatBytes(facts.bytes)})` : '';
  output.line(`Wrote ${file}${size}. It holds the keys of this server: keep it where nobody else reads.`);
  output.line(`Make a home from it with: datacar restore ${file} --home DIR`);
  return 'done';
};

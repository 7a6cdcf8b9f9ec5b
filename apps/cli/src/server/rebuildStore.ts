// SPDX-License-Identifier: Apache-2.0
import type { CommandAction } from '../command/defineCommand.ts';
import { formatCounted } from '../output/formatCount.ts';
import { formatDuration } from '../output/formatDuration.ts';
import { runServerCommand } from './runServerCommand.ts';

export const rebuildStore: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const startedAtMs = Date.now();
  const facts = await runServerCommand('Rebuilding the telemetry database', ['rebuild'], context);
  output.json(facts);
  const counts = [
    typeof facts.batches === 'number' ? formatCounted(facts.batches, 'batch', 'batches') : '',
    typeof facts.readings === 'number' ? formatCounted(facts.readings, 'reading') : '',
  ].filter((count) => count !== '');
  const what = counts.length === 0 ? 'the batch log' : counts.join(' and ');
  output.line(
    `The telemetry database is built again from ${what}, in ${formatDuration(Date.now() - startedAtMs)}.`,
  );
  return 'done';
};

// SPDX-License-Identifier: Apache-2.0
import { catalogue } from '@datacar/core/signals/catalogue';
import type { CommandAction } from '../command/defineCommand.ts';
import { formatCounted } from '../output/formatCount.ts';
import { renderTable } from '../output/renderTable.ts';

export const listSignals: CommandAction<{ word?: string }> = async ({ word }, { output }) => {
  const wanted = word?.toLowerCase() ?? '';
  const items = catalogue
    .filter(({ path, description }) => `${path} ${description}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  output.json({
    items: items.map(({ path, type, unit, min, max, allowed, description }) => ({
      path,
      type,
      unit,
      min,
      max,
      allowed,
      description,
    })),
  });
  if (items.length === 0) {
    output.line(`No signal has "${word}" in its path or description.`);
    return 'done';
  }
  const rows = items.map(({ path, type, unit = '', min, max, allowed, description }) => [
    path,
    type,
    unit,
    allowed === undefined ? formatRange(min, max) : allowed.join(' '),
    output.colors.dim(description),
  ]);
  const columns = ['SIGNAL', 'TYPE', 'UNIT', 'RANGE', 'DESCRIPTION'].map((title) => ({ title }));
  output.line(renderTable(columns, rows, output.colors.dim));
  output.line();
  output.line(`${formatCounted(items.length, 'signal')}.`);
  return 'done';
};

function formatRange(min: number | undefined, max: number | undefined): string {
  if (min === undefined && max === undefined) return '';
  if (max === undefined) return `≥ ${min}`;
  return min === undefined ? `≤ ${max}` : `${min} to ${max}`;
}

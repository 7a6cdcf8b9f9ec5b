// SPDX-License-Identifier: Apache-2.0
import type { AgentEvent, ImportResult } from '@datacar/core/vehicles/AgentEvent';
import type { CommandContext } from '../command/CommandContext.ts';
import type { CommandAction } from '../command/defineCommand.ts';
import { parseVehicle } from '../command/optionParsers.ts';
import { openClient } from '../home/openClient.ts';
import type { Progress } from '../output/createProgress.ts';
import { formatCounted } from '../output/formatCount.ts';
import { runProgram } from '../processes/runProgram.ts';
import { agentParameters } from '../vehicles/agentParameters.ts';
import { ensureEnrolled } from '../vehicles/ensureEnrolled.ts';
import { renderImportResult } from './renderImportResult.ts';

interface Options {
  file: string[];
  vehicle: string;
  mapping?: string;
}

export const importDrives: CommandAction<Options> = async ({ file: files, vehicle, mapping }, context) => {
  const { output } = context;
  const client = await openClient(context);
  const progress = await output.startProgress('Preparing');
  let results: ImportResult[] = [];
  try {
    const folder = await ensureEnrolled({ vehicle: parseVehicle(vehicle) }, client, context);
    await runProgram<AgentEvent>(
      'datacar-vehicle',
      [
        'import',
        ...files,
        '--folder',
        folder,
        ...(mapping === undefined ? [] : ['--mapping', mapping]),
        ...agentParameters(context),
      ],
      (event) => {
        if (event.event === 'importFinished') results = event.files;
        else showEvent(event, { files, progress }, context);
      },
      { hasFinished: () => results.length > 0 },
    );
  } finally {
    progress.stop();
  }
  output.json({ files: results });
  showTotal(results, context);
  return results.length === files.length && results.every(({ error }) => error === undefined)
    ? 'done'
    : 'failed';
};

function showEvent(
  event: AgentEvent,
  { files, progress }: { files: string[]; progress: Progress },
  { output }: CommandContext,
): void {
  if (event.event === 'importProgress') {
    const position = files.length === 1 ? '' : ` (${files.indexOf(event.file) + 1} of ${files.length})`;
    progress.update(`${event.file}${position}: ${describeStage(event)}`);
  } else if (event.event === 'imported' && !output.isJson) {
    // The moving line is on stderr and this is the result; where both are one terminal, the line makes room.
    progress.pause();
    output.line(renderImportResult(event.result, output.colors));
    progress.resume();
  } else if (event.event === 'warning') {
    progress.log(event.message);
  }
}

function describeStage(event: Extract<AgentEvent, { event: 'importProgress' }>): string {
  switch (event.stage) {
    case 'reading':
      return `read ${formatCounted(event.rows, 'row')}`;
    case 'sending':
      return `sent ${event.batchesAcknowledged} of ${formatCounted(event.batches, 'batch', 'batches')}`;
    case 'proving':
      return 'checking that the log has every batch';
    case 'anchoring':
      return 'anchoring on the chain';
  }
}

function showTotal(results: ImportResult[], { output }: CommandContext): void {
  if (results.length < 2) return;
  const sum = (count: (result: ImportResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  output.line();
  output.line(
    [
      `${formatCounted(results.length, 'file')}: ${formatCounted(
        sum(({ rows }) => rows),
        'row',
      )} read`,
      `${formatCounted(
        sum(({ rowsAccepted }) => rowsAccepted),
        'row',
      )} accepted`,
      `${formatCounted(
        sum(({ rowsRefused }) => rowsRefused.length),
        'row',
      )} refused`,
      `${formatCounted(
        sum(({ readings }) => readings),
        'reading',
      )} added.`,
    ].join(', '),
  );
}

// SPDX-License-Identifier: Apache-2.0
import type { DoctorFinding, ServerEvent } from '@datacar/core/api/ServerEvent';
import type { CommandAction } from '../command/defineCommand.ts';
import { renderTable } from '../output/renderTable.ts';
import { runProgram } from '../processes/runProgram.ts';

export const runDoctor: CommandAction<object> = async (_options, context) => {
  const { output, home } = context;
  const progress = await output.startProgress('Looking');
  let findings: DoctorFinding[] = [];
  try {
    await runProgram<ServerEvent>(
      'datacar-server',
      ['doctor', '--home', home, '--json-lines'],
      (event) => {
        if (event.event === 'doctor') findings = event.findings;
      },
      { hasFinished: () => findings.length > 0 },
    );
  } finally {
    progress.stop();
  }
  const isFailing = findings.some(({ state }) => state === 'failing');
  output.json({ home, isHealthy: !isFailing, findings });

  const { green, yellow, red, dim, bold } = output.colors;
  const marks = { ok: green('✔ ok'), warning: yellow('! warning'), failing: red('✖ failing') };
  const rows = findings.map(({ name, state, message }) => [bold(name), marks[state], message]);
  output.line(renderTable([{ title: 'CHECK' }, { title: 'STATE' }, { title: 'FINDING' }], rows, dim));
  return isFailing ? 'failed' : 'done';
};

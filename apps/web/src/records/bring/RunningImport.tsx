// SPDX-License-Identifier: Apache-2.0
import './RunningImport.css';
import { useFormat } from '../../app/useFormat.ts';
import { Card } from '../../ui/Card.tsx';
import { classNames } from '../../ui/classNames.ts';
import type { RecordImport } from './queries.ts';

type Progress = NonNullable<RecordImport['progress']>;

const stages = [
  ['preparing', 'Get the car’s key ready'],
  ['reading', 'Read the rows and sign them'],
  ['sending', 'Store them durably'],
  ['proving', 'Get proofs that they are in the log'],
  ['anchoring', 'Anchor the log on the chain'],
] as const;

/** How far an import is, stage by stage. */
export function RunningImport({ running }: { running: RecordImport }) {
  const { progress, state } = running;
  const format = useFormat();
  const current = stages.findIndex(([stage]) => stage === progress?.stage);
  const percent = percentOf(progress);
  return (
    <Card
      title={state === 'waiting' ? 'Waiting for another import to end' : 'Importing'}
      aside={percent === undefined ? undefined : format.percent(percent)}
    >
      <div className="stack">
        <progress
          className="import-progress"
          max={100}
          {...(percent === undefined ? {} : { value: percent })}
        >
          {percent === undefined ? 'Importing' : format.percent(percent)}
        </progress>
        <ol className="plain-list import-stages">
          {stages.map(([stage, words], index) => (
            <li
              key={stage}
              className={classNames(
                'import-stage',
                index < current && 'import-stage-done',
                index === current && 'import-stage-now',
              )}
              aria-current={index === current ? 'step' : undefined}
            >
              {words}
            </li>
          ))}
        </ol>
        {progress !== null && progress.rows > 0 && (
          <p className="soft" role="status">
            {format.number(progress.rows, 0)} rows, {format.number(progress.readings, 0)} readings,{' '}
            {format.number(progress.batchesAcknowledged, 0)} of {format.number(progress.batches, 0)} batches
            stored
          </p>
        )}
        <p className="small faint">You can leave this page; the server goes on by itself.</p>
      </div>
    </Card>
  );
}

/** Known only once the file is read and its batches are counted. */
function percentOf(progress: Progress | null): number | undefined {
  if (progress === null || progress.stage === 'preparing' || progress.stage === 'reading') return undefined;
  if (progress.batches === 0) return undefined;
  return (progress.batchesAcknowledged / progress.batches) * 100;
}

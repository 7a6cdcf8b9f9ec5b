// SPDX-License-Identifier: Apache-2.0
import type { PeriodVerdict, ProvedGap } from '@datacar/core/records/ProofVerdict';
import { useFormat } from '../../app/useFormat.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Time } from '../../ui/Time.tsx';
import { Value } from '../../ui/Value.tsx';
import { CoverageBar } from './CoverageBar.tsx';
import type { SignedWindow } from './checkProof.ts';
import { signalName, sourceNames, streamName } from './proofWords.ts';

/** More no one reads; the file has them all. */
const rowsShownMax = 200;

const gapWords: Readonly<Record<ProvedGap['kind'], string>> = {
  start: 'What came before is not in the file',
  missing: 'Batches are missing',
  tail: 'The log has later batches that are not in the file',
  time: 'Nothing said, though the car had promised to go on',
  late: 'Came late, but is here',
  open: 'The promised next batch has not come',
  unknown: 'The file is too old to know',
  fork: 'Two different batches with one number',
};

/** What a proof of a period shows: how much of it is covered, where it is not, and the readings in it. */
export function PeriodContent({
  verdict,
  windows,
}: {
  verdict: PeriodVerdict;
  windows: readonly SignedWindow[];
}) {
  const format = useFormat();
  const { fromMs, toMs, coverage, gaps, streams, readings } = verdict;
  return (
    <div className="stack">
      {coverage !== undefined && <CoverageBar {...{ fromMs, toMs, windows, gaps, coverage }} />}
      <DataTable
        caption="Streams"
        rows={streams}
        keyOf={({ stream }) => stream}
        columns={[
          { key: 'stream', title: 'Stream', render: ({ stream }) => streamName(stream) },
          {
            key: 'source',
            title: 'From',
            render: ({ sources }) => sources.map((source) => sourceNames[source]).join(', '),
          },
          {
            key: 'batches',
            title: 'Batches',
            isNumber: true,
            render: ({ headerCount }) => format.number(headerCount),
          },
          {
            key: 'gaps',
            title: 'Gaps',
            isNumber: true,
            render: (stream) => format.number(stream.gaps.length),
          },
        ]}
      />
      {gaps.length > 0 && (
        <DataTable
          caption="Gaps"
          rows={gaps.slice(0, rowsShownMax)}
          keyOf={({ stream, kind, fromMs: startMs, sequenceFrom }) =>
            `${stream}${kind}${startMs}${sequenceFrom}`
          }
          columns={[
            { key: 'kind', title: 'Gap', render: ({ kind }) => gapWords[kind] },
            { key: 'from', title: 'From', render: (gap) => <Time timeMs={gap.fromMs} as="dateTimeExact" /> },
            {
              key: 'length',
              title: 'Length',
              isNumber: true,
              render: (gap) => format.duration(gap.toMs - gap.fromMs),
            },
            { key: 'stream', title: 'Stream', isWide: true, render: ({ stream }) => streamName(stream) },
          ]}
        />
      )}
      {readings.length > 0 && (
        <details>
          <summary>
            {format.number(readings.length)} readings shown in the file
            {readings.length > rowsShownMax && `, the first ${rowsShownMax} here`}
          </summary>
          <DataTable
            caption="Readings"
            rows={readings.slice(0, rowsShownMax)}
            keyOf={({ stream, path, timeMs }) => `${stream}${path}${timeMs}`}
            columns={[
              {
                key: 'time',
                title: 'Time',
                render: ({ timeMs }) => <Time timeMs={timeMs} as="dateTimeExact" />,
              },
              { key: 'signal', title: 'Signal', render: ({ path }) => signalName(path) },
              {
                key: 'value',
                title: 'Value',
                isNumber: true,
                render: ({ value, unit }) => <Value value={value} unit={unit ?? null} />,
              },
            ]}
          />
        </details>
      )}
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../app/useFormat.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { downloadFile } from '../../ui/downloadFile.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Time } from '../../ui/Time.tsx';
import { findImportedDrives } from './findImportedDrives.ts';
import type { RecordImport } from './queries.ts';
import { type Refused, refusedCsv, refusedOf } from './refusedCsv.ts';

type Result = NonNullable<RecordImport['result']>;

/** What became of a file, and where to go from there. */
export function FinishedImport({
  finished,
  vehicle,
  fromMs,
  onAnother,
}: {
  finished: RecordImport;
  vehicle: string;
  /** Time of the first reading; undefined when the page that knew it is gone. */
  fromMs: number | undefined;
  onAnother(): void;
}) {
  const { result, error, name } = finished;
  return (
    <>
      {error !== null && (
        <Callout tone="danger" title="The import stopped" isAlert>
          <p>{error.message}</p>
          <p className="small faint">
            Code <code>{error.code}</code>
          </p>
        </Callout>
      )}
      {result !== null && <Summary result={result} name={name} />}
      {result !== null && <ImportedDrives vehicle={vehicle} fromMs={fromMs} result={result} />}
      {result !== null && <RefusedCard result={result} name={name} />}
      <div className="row">
        <Button onClick={onAnother}>
          <Icon name="upload" />
          Bring another file
        </Button>
      </div>
    </>
  );
}

function Summary({ result, name }: { result: Result; name: string }) {
  const format = useFormat();
  const { rows, rowsAccepted, readings, readingsDuplicate, readingsConflicting, batches, anchoredIn } =
    result;
  const count = (value: number) => format.number(value, 0);
  return (
    <Card title={result.alreadyImported ? `${name} was imported before` : `${name} is imported`}>
      <div className="stack">
        {result.alreadyImported && (
          <p className="soft">The same file, byte for byte, is here already. Nothing was added twice.</p>
        )}
        <Facts
          items={[
            ['Rows taken', `${count(rowsAccepted)} of ${count(rows)}`],
            ['Readings added', count(readings)],
            ['Known before', readingsDuplicate === 0 ? null : count(readingsDuplicate)],
            [
              'Contradicting what is here',
              readingsConflicting === 0 ? null : `${count(readingsConflicting)}, kept beside it`,
            ],
            ['Signed batches', count(batches)],
            [
              'Anchored',
              anchoredIn === null ? (
                'Not yet; the server does it within its interval'
              ) : (
                <span key="anchor" className="row">
                  in block {count(anchoredIn.blockNumber)}
                  <Hash value={anchoredIn.transactionHash} />
                </span>
              ),
            ],
            ['File (SHA-256)', <Hash key="stream" value={`0x${result.stream.replace(/^0x/, '')}`} />],
          ]}
        />
      </div>
    </Card>
  );
}

interface ImportedDrivesProps {
  vehicle: string;
  fromMs: number | undefined;
  result: Result;
}

/** The drives that the file holds, each with its map, and a first proof. */
function ImportedDrives({ vehicle, fromMs, result }: ImportedDrivesProps) {
  const format = useFormat();
  const drives = useQuery({
    queryKey: ['vehicles', vehicle, 'imported-drives', result.stream, fromMs ?? null],
    queryFn: () => findImportedDrives(vehicle, result.stream.replace(/^0x/, ''), fromMs),
  });
  if (drives.error !== null) return <ErrorState error={drives.error} onRetry={() => void drives.refetch()} />;
  if (drives.data === undefined) return <Skeleton height="8rem" />;
  const { items, reading } = drives.data;
  const [first] = items;
  if (first === undefined) {
    return (
      <Callout tone="info" title="No drive was found in it">
        <p className="soft">
          A drive is found where the car moves; the readings are there all the same.{' '}
          <Link to="/cars/$carId" params={{ carId: vehicle }}>
            Open the car
          </Link>
        </p>
      </Callout>
    );
  }
  return (
    <Card title={items.length === 1 ? 'Your drive' : 'Your drives'} isFlush>
      <DataTable
        caption="Drives in this file"
        columns={[
          {
            key: 'start',
            title: 'Began',
            render: ({ startMs }) => (
              <Link to="/cars/$carId/drives/$startMs" params={{ carId: vehicle, startMs: String(startMs) }}>
                <Time timeMs={startMs} />
              </Link>
            ),
          },
          {
            key: 'distance',
            title: 'Distance',
            isNumber: true,
            render: ({ distanceMeters }) => format.distance(distanceMeters),
          },
          {
            key: 'duration',
            title: 'Duration',
            isNumber: true,
            render: ({ startMs, endMs }) => format.duration(endMs - startMs),
          },
          {
            key: 'speed',
            title: 'Mean speed',
            isNumber: true,
            isWide: true,
            render: ({ speedKmhMean }) => format.speed(speedKmhMean),
          },
        ]}
        rows={items}
        keyOf={({ startMs }) => startMs}
      />
      <div className="row import-next">
        <Link
          className="button button-primary"
          to="/cars/$carId/drives/$startMs"
          params={{ carId: vehicle, startMs: String(first.startMs) }}
        >
          <Icon name="route" />
          See it on the map
        </Link>
        {reading !== undefined && (
          <Link
            className="button button-plain"
            to="/prove"
            search={{ vehicle, signal: reading.signal, time: reading.timeMs }}
          >
            <Icon name="shield" />
            Prove one reading
          </Link>
        )}
      </div>
    </Card>
  );
}

const shownMax = 100;

function RefusedCard({ result, name }: { result: Result; name: string }) {
  const format = useFormat();
  const rowsRefused = result.rows - result.rowsAccepted;
  const total = rowsRefused + result.readingsRefusedTotal;
  if (total === 0) return null;
  const refused = refusedOf(result);
  return (
    <Card
      title={`${format.number(total, 0)} refused`}
      className="import-refused"
      isFlush
      aside={
        <Button
          isSmall
          onClick={() =>
            downloadFile(`${name.replace(/\.csv$/i, '')}-refused.csv`, refusedCsv(refused), 'text/csv')
          }
        >
          <Icon name="download" size={16} />
          Download as CSV
        </Button>
      }
    >
      <p className="soft import-refused-lead">
        Whole rows: {format.number(rowsRefused, 0)}. Single readings of other rows:{' '}
        {format.number(result.readingsRefusedTotal, 0)}. They cannot be right; all others are in. The header
        is line 1.
        {refused.length < total && ` The first ${format.number(refused.length, 0)} are listed.`}
      </p>
      <DataTable<Refused>
        caption="What was refused"
        columns={[
          { key: 'line', title: 'Line', isNumber: true, render: ({ line }) => line ?? 'several' },
          { key: 'code', title: 'Code', isWide: true, render: ({ code }) => <code>{code}</code> },
          {
            key: 'what',
            title: 'What',
            isWide: true,
            render: ({ signal }) => signal?.replace('Vehicle.', '') ?? 'the whole row',
          },
          { key: 'message', title: 'Why', render: ({ message }) => message },
        ]}
        rows={refused.slice(0, shownMax)}
        keyOf={({ key }) => key}
      />
    </Card>
  );
}

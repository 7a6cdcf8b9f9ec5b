// SPDX-License-Identifier: Apache-2.0
import './ImportPage.css';
import { uploadRecords } from '@datacar/sdk/records/uploadRecords';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { client } from '../app/client.ts';
import { queryClient } from '../app/queryClient.ts';
import { useFormat } from '../app/useFormat.ts';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout, type Tone } from '../ui/Callout.tsx';
import { Card } from '../ui/Card.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { showToast } from '../ui/Toast.tsx';
import { CarChooser } from '../vehicles/CarChooser.tsx';
import type { ListedVehicle } from '../vehicles/vehiclesQuery.ts';
import { DropZone } from './bring/DropZone.tsx';
import { FinishedImport } from './bring/FinishedImport.tsx';
import { PrepareImport } from './bring/PrepareImport.tsx';
import { type ImportKey, importQuery, importsQuery, isUnderWay, type RecordImport } from './bring/queries.ts';
import { RunningImport } from './bring/RunningImport.tsx';

const mebibyte = 1_048_576;
/** As the server takes them (UPLOAD_BYTES_MAX); the core's constant would bring its schemas along. */
const uploadBytesMax = 64 * mebibyte;

/** From a file on this device to drives that can be proved: choose a car, bring the file, look it over, import. */
export function ImportPage() {
  const { car, file, from } = useSearch({ from: '/data' });
  const navigate = useNavigate({ from: '/data' });
  const open = (search: { car?: string | undefined; file?: string | undefined; from?: number | undefined }) =>
    void navigate({ search, resetScroll: true });
  const onCar = useCallback(
    (chosen: ListedVehicle | undefined) => void navigate({ search: { car: chosen?.id }, replace: true }),
    [navigate],
  );
  return (
    <>
      <PageHeader title="Bring your data">
        A log of your drives as a CSV file, from an app, a dongle or a data set: look over how it reads, and
        import it.
      </PageHeader>
      {car !== undefined && file !== undefined ? (
        <OpenImport
          key={file}
          importKey={{ vehicle: car, import: file }}
          fromMs={from}
          onStarted={(fromMs) => open({ car, file, from: fromMs })}
          onAnother={() => open({ car })}
        />
      ) : (
        <div className="stack">
          <Card title="Which car, which file">
            <div className="stack">
              <CarChooser label="Car" atLeast="driver" value={car} onChange={onCar} />
              <BringFiles vehicle={car} onBrought={(id) => open({ car, file: id })} />
            </div>
          </Card>
          {car !== undefined && <BroughtFiles vehicle={car} onOpen={(id) => open({ car, file: id })} />}
          <Privacy />
        </div>
      )}
    </>
  );
}

interface BringFilesProps {
  vehicle: string | undefined;
  /** The only one of them is opened; several wait below, to be looked over one after the other. */
  onBrought(id: string): void;
}

function BringFiles({ vehicle = '', onBrought }: BringFilesProps) {
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const ids: string[] = [];
      // One that is refused does not take those before it along.
      try {
        for (const file of files)
          ids.push((await uploadRecords(client, { vehicle, name: file.name, file })).id);
      } finally {
        await queryClient.invalidateQueries({ ...importsQuery(vehicle), exact: true });
      }
      return ids;
    },
    onSuccess: ([id, ...others]) => {
      if (id === undefined) return;
      if (others.length === 0) onBrought(id);
      else showToast(`${others.length + 1} files are here. Open them below, one after the other.`);
    },
  });
  const take = (files: readonly File[]): void => {
    upload.reset();
    const problems = files.map(describeFile);
    setRefusals(problems.filter((problem) => problem !== undefined));
    const good = files.filter((_file, index) => problems[index] === undefined);
    if (good.length > 0) upload.mutate(good);
  };
  return (
    <>
      <DropZone
        title={upload.isPending ? 'Bringing them here …' : 'Drop CSV files here, or choose them'}
        hint={
          vehicle === ''
            ? 'Choose the car first'
            : 'Up to 64 MiB each, with a header line. Nothing is imported yet.'
        }
        accept=".csv,.txt,text/csv,text/plain"
        isDisabled={vehicle === '' || upload.isPending}
        isMultiple
        onFiles={take}
      />
      {refusals.map((refusal) => (
        <Callout key={refusal} tone="warning" title={refusal} isAlert />
      ))}
      {upload.error !== null && <ErrorState error={upload.error} />}
    </>
  );
}

function describeFile({ name, size }: File): string | undefined {
  if (size === 0) return `${name} is empty.`;
  if (size > uploadBytesMax) {
    return `${name} has ${Math.ceil(size / mebibyte)} MiB, more than the 64 that a page brings. Import it on the server's machine: datacar drive import.`;
  }
  if (/\.(xlsx?|ods|numbers)$/i.test(name)) return `${name} is a spreadsheet. Save it as CSV first.`;
  if (/\.(zip|gz|7z)$/i.test(name)) return `${name} is packed. Unpack it first.`;
  return undefined;
}

interface OpenImportProps {
  importKey: ImportKey;
  fromMs: number | undefined;
  onStarted(fromMs: number | undefined): void;
  onAnother(): void;
}

function OpenImport({ importKey, fromMs, onStarted, onAnother }: OpenImportProps) {
  const { data, error, refetch } = useQuery(importQuery(importKey));
  const format = useFormat();
  if (error !== null) {
    return (
      <div className="stack">
        <ErrorState error={error} onRetry={() => void refetch()} />
        <div className="row">
          <Button onClick={onAnother}>Bring another file</Button>
        </div>
      </div>
    );
  }
  if (data === undefined) return <Skeleton height="24rem" />;
  return (
    <div className="stack">
      <p className="row soft">
        <Icon name="document" />
        <strong>{data.name}</strong>
        {format.number(data.bytes / 1_000, 0)} kB
        <Link to="/cars/$carId" params={{ carId: importKey.vehicle }}>
          Car no. {importKey.vehicle}
        </Link>
      </p>
      {data.state === 'uploaded' ? (
        <PrepareImport importKey={importKey} onStarted={onStarted} onDiscarded={onAnother} />
      ) : isUnderWay(data) ? (
        <RunningImport running={data} />
      ) : (
        <FinishedImport finished={data} vehicle={importKey.vehicle} fromMs={fromMs} onAnother={onAnother} />
      )}
    </div>
  );
}

const states: Readonly<Record<RecordImport['state'], readonly [string, Tone]>> = {
  uploaded: ['Not imported yet', 'neutral'],
  waiting: ['Waiting', 'info'],
  running: ['Importing', 'info'],
  done: ['Imported', 'good'],
  failed: ['Stopped', 'danger'],
};

function BroughtFiles({ vehicle, onOpen }: { vehicle: string; onOpen(id: string): void }) {
  const { data } = useQuery(importsQuery(vehicle));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Card title="Files of the last day" isFlush>
      <DataTable
        caption="Files that were brought in the last day"
        columns={[
          { key: 'name', title: 'File', render: ({ name }) => name },
          {
            key: 'state',
            title: 'State',
            render: ({ state }) => <Badge tone={states[state][1]}>{states[state][0]}</Badge>,
          },
          {
            key: 'age',
            title: 'Brought',
            isWide: true,
            render: ({ createdAtMs }) => <Age timeMs={createdAtMs} />,
          },
          {
            key: 'open',
            title: 'Actions',
            isTitleHidden: true,
            isNumber: true,
            render: ({ id, name }) => (
              <Button isSmall aria-label={`Open ${name}`} onClick={() => onOpen(id)}>
                Open
              </Button>
            ),
          },
        ]}
        rows={data.items}
        keyOf={({ id }) => id}
      />
    </Card>
  );
}

const promises: readonly (readonly [IconName, string])[] = [
  ['server', 'The file goes to this server and to nobody else. A day later the server forgets it.'],
  ['key', 'Its readings are stored encrypted, under a key of your car. You can have them erased.'],
  ['chain', 'The chain gets a fingerprint of them all, from which nobody can tell a single one.'],
  [
    'shield',
    'Proofs say “imported”: signed by this server for you, and not by the car while it drove. That is said in every proof.',
  ],
];

function Privacy() {
  return (
    <Card title="What happens with it">
      <ul className="plain-list import-privacy">
        {promises.map(([icon, words]) => (
          <li key={icon}>
            <Icon name={icon} />
            {words}
          </li>
        ))}
      </ul>
    </Card>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Card } from '../ui/Card.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { CarChooser } from '../vehicles/CarChooser.tsx';
import { MakeProof } from './proof/MakeProof.tsx';
import type { ProofRequest } from './proof/makeProof.ts';
import { PeriodForm } from './proof/PeriodForm.tsx';
import { ReadingForm } from './proof/ReadingForm.tsx';
import { type ProveSearch, readTimeMs } from './proof/readProveSearch.ts';

type Kind = ProofRequest['kind'];

const kinds: readonly (readonly [Kind, string])[] = [
  ['reading', 'One reading'],
  ['period', 'A period'],
];

/** Makes a proof file of a reading or of a period; other pages come here with what to prove. */
export function ProvePage() {
  const search = useSearch({ from: '/prove' });
  // Another question from another page begins anew.
  return <Prove key={JSON.stringify(search)} search={search} />;
}

function Prove({ search }: { search: ProveSearch }) {
  const asked = readRequest(search);
  const [request, setRequest] = useState<ProofRequest | null>(asked);
  const [kind, setKind] = useState<Kind>(asked?.kind ?? (search.from === undefined ? 'reading' : 'period'));
  const [vehicle, setVehicle] = useState(search.vehicle === undefined ? undefined : String(search.vehicle));
  return (
    <>
      <PageHeader title="Prove it">
        A proof is a file that shows one reading, or a period with its gaps, and nothing else. Anyone can
        check it without asking you or this server.
      </PageHeader>
      <div className="stack">
        {request !== null && <MakeProof key={JSON.stringify(request)} request={request} />}
        <Card title={request === null ? 'What to prove' : 'Prove something else'}>
          <div className="stack">
            <Segmented<Kind> label="What to prove" value={kind} choices={kinds} onChange={setKind} />
            <CarChooser
              label="Car"
              atLeast={kind === 'reading' ? 'viewer' : 'driver'}
              value={vehicle}
              onChange={(car) => setVehicle(car?.id)}
            />
            {vehicle !== undefined && kind === 'reading' && (
              <ReadingForm
                key={vehicle}
                vehicle={vehicle}
                signal={search.signal}
                timeMs={readTimeMs(search.time)}
                onRequest={setRequest}
              />
            )}
            {vehicle !== undefined && kind === 'period' && (
              <PeriodForm
                key={vehicle}
                vehicle={vehicle}
                fromMs={readTimeMs(search.from)}
                toMs={readTimeMs(search.to)}
                onRequest={setRequest}
              />
            )}
          </div>
        </Card>
      </div>
    </>
  );
}

/** What a link asks for, when it says all of it. */
function readRequest({ vehicle: id, signal, time, from, to }: ProveSearch): ProofRequest | null {
  if (id === undefined) return null;
  const vehicle = String(id);
  const timeMs = readTimeMs(time);
  if (signal !== undefined && timeMs !== undefined) {
    return { kind: 'reading', vehicle, signal, timeMs, isExact: true };
  }
  const fromMs = readTimeMs(from);
  const toMs = readTimeMs(to);
  if (fromMs === undefined || toMs === undefined) return null;
  return { kind: 'period', vehicle, fromMs, toMs, signals: signal === undefined ? [] : [signal] };
}

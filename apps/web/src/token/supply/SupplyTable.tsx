// SPDX-License-Identifier: Apache-2.0
import './SupplyTable.css';
import type { ReadTokenSupplyReturnType } from '@datacar/sdk/token/readTokenSupply';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Time } from '../../ui/Time.tsx';
import { SignDialog } from '../../wallet/signing/SignDialog.tsx';
import { Datr } from '../Datr.tsx';
import { buildRelease } from '../tokenCalls.ts';
import { allocationWords } from './allocationWords.ts';

type Allocation = ReadTokenSupplyReturnType['allocations'][number];
/** Those that wait for dates: anyone may let them go. */
type VestedName = 'technology' | 'foundation';

/** What each allocation is, has released and releases next. */
export function SupplyTable({ supply: { allocations, total } }: { supply: ReadTokenSupplyReturnType }) {
  const [releasing, setReleasing] = useState<VestedName>();
  return (
    <>
      <DataTable<Allocation>
        caption="The five allocations, in DATR"
        rows={allocations}
        keyOf={({ name }) => name}
        columns={[
          {
            key: 'name',
            title: 'Allocation',
            render: (allocation) => <Name allocation={allocation} onRelease={setReleasing} />,
          },
          {
            key: 'total',
            title: 'Total',
            isNumber: true,
            isWide: true,
            render: (allocation) => <Datr amount={allocation.total} hasUnit={false} />,
          },
          {
            key: 'released',
            title: 'Released',
            isNumber: true,
            isWide: true,
            render: ({ released }) => <Datr amount={released} hasUnit={false} />,
          },
          {
            key: 'releasable',
            title: 'Releasable now',
            isNumber: true,
            isWide: true,
            render: (allocation) => <ReleasableNow allocation={allocation} onRelease={setReleasing} />,
          },
          {
            key: 'next',
            title: 'Next release',
            isNumber: true,
            isWide: true,
            render: ({ nextRelease }) => <Next next={nextRelease} />,
          },
        ]}
      />
      <p className="supply-total small soft">
        Together <Datr amount={total} />; what holders burned is no longer among them.
      </p>
      {releasing !== undefined && (
        <SignDialog
          title={`Release ${allocationWords[releasing].name}`}
          build={() => buildRelease(releasing)}
          command={`datacar token release ${releasing}`}
          onClose={() => setReleasing(undefined)}
        />
      )}
    </>
  );
}

interface AllocationProps {
  allocation: Allocation;
  onRelease(name: VestedName): void;
}

/** What may be released in this block, and the button for it where anyone may. */
function ReleasableNow({ allocation: { name, releasableNow }, onRelease }: AllocationProps) {
  return (
    <div className="supply-releasable-now">
      <Datr amount={releasableNow} hasUnit={false} />
      {(name === 'technology' || name === 'foundation') && releasableNow !== '0' && (
        <Button isSmall aria-label={`Release ${allocationWords[name].name}`} onClick={() => onRelease(name)}>
          Release
        </Button>
      )}
    </div>
  );
}

/** The name with its color in the picture, its share released as a bar, and, on a phone, what has no column there. */
function Name({ allocation, onRelease }: AllocationProps) {
  const { name, total, released, releasableNow, nextRelease } = allocation;
  const words = allocationWords[name];
  const percent = (amount: string) =>
    total === '0' ? 0 : Number((BigInt(amount) * 10_000n) / BigInt(total)) / 100;
  return (
    <div className="supply-name" style={{ color: `var(${words.color})` }}>
      <div className="supply-name-line">
        <span className="supply-swatch" aria-hidden="true" />
        <strong>{words.name}</strong>
      </div>
      <div className="supply-bar" aria-hidden="true">
        <span style={{ width: `${percent(released)}%` }} />
        <span className="supply-bar-now" style={{ width: `${percent(releasableNow)}%` }} />
      </div>
      <p className="supply-rule small soft">{words.rule}</p>
      <dl className="supply-narrow small">
        <dt>Total</dt>
        <dd>
          <Datr amount={total} hasUnit={false} />
        </dd>
        <dt>Released</dt>
        <dd>
          <Datr amount={released} hasUnit={false} />
        </dd>
        <dt>Releasable now</dt>
        <dd>
          <ReleasableNow allocation={allocation} onRelease={onRelease} />
        </dd>
        <dt>Next</dt>
        <dd>
          <Next next={nextRelease} />
        </dd>
      </dl>
    </div>
  );
}

function Next({ next }: { next: Allocation['nextRelease'] }) {
  if (next === null) return <span className="faint">none</span>;
  return (
    <>
      <Datr amount={next.amount} hasUnit={false} />
      <br />
      <span className="small soft">
        <Time timeMs={Date.parse(next.at)} />
      </span>
    </>
  );
}

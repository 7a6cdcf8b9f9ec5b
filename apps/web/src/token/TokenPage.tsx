// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Card } from '../ui/Card.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { readTimeline, type TokenSchedule } from './supply/readTimeline.ts';
import { SupplyCard } from './supply/SupplyCard.tsx';
import { SupplyTable } from './supply/SupplyTable.tsx';
import { TokenFrame } from './TokenFrame.tsx';
import { scheduleQuery, supplyQuery } from './tokenQueries.ts';

/** The supply of DATR: who holds what, what was released, and what comes when. */
export function TokenPage() {
  const { data: schedule, error, refetch } = useQuery(scheduleQuery);
  const { data: supply, error: supplyError, refetch: refetchSupply } = useQuery(supplyQuery);
  return (
    <TokenFrame
      title="DATR"
      lead="The token of the platform: 800 million, made once. Each of its five parts is held by a contract that nobody can change, so anyone can count them."
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {schedule === undefined && error === null && <Skeleton height="34rem" />}
      {schedule !== undefined && <Picture schedule={schedule} />}
      {supplyError !== null && <ErrorState error={supplyError} onRetry={() => void refetchSupply()} />}
      <Card
        title="The five allocations"
        aside={
          supply !== undefined && (
            <>
              block {supply.asOf.blockNumber.toLocaleString()}, <Time timeMs={Date.parse(supply.asOf.at)} />
            </>
          )
        }
        isFlush
      >
        {supply === undefined ? <Skeleton height="20rem" /> : <SupplyTable supply={supply} />}
      </Card>
    </TokenFrame>
  );
}

function Picture({ schedule }: { schedule: TokenSchedule }) {
  const timeline = useMemo(() => readTimeline(schedule), [schedule]);
  return <SupplyCard timeline={timeline} nowMs={schedule.asOf.atMs} />;
}

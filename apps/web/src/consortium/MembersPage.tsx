// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Badge } from '../ui/Badge.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { descriptionQuery, membersQuery } from './explorer/chainQueries.ts';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';
import { MemberCard } from './explorer/MemberCard.tsx';

/** The institutions that run the chain together. */
export function MembersPage() {
  const { data: members, error, refetch } = useQuery(membersQuery);
  const { data: description } = useQuery(descriptionQuery);
  return (
    <ExplorerFrame
      title="Members"
      lead={
        <>
          The institutions that run this chain together, in the order of joining. Their votes, nodes and the
          council are under <Link to="/consortium">Consortium</Link>.
        </>
      }
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {members === undefined && error === null && <Skeleton height="16rem" />}
      {members?.map((member) => (
        <MemberCard
          key={member.account}
          member={member}
          aside={
            member.account.toLowerCase() === description?.member.toLowerCase() && (
              <Badge tone="info">runs this server</Badge>
            )
          }
        />
      ))}
    </ExplorerFrame>
  );
}

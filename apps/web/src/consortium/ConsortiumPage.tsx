// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Badge } from '../ui/Badge.tsx';
import { Callout } from '../ui/Callout.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ConsortiumFrame } from './ConsortiumFrame.tsx';
import { standingQuery } from './consortiumQueries.ts';
import { AddressLink } from './explorer/AddressLink.tsx';
import { descriptionQuery, membersQuery } from './explorer/chainQueries.ts';
import { StatTiles } from './explorer/StatTiles.tsx';
import { MemberPanel } from './members/MemberPanel.tsx';

/** Of the contract: until so many members have stood, the founder governs. */
const genesisMembers = 3;

/** The institutions that run the chain together: who they are, and who governs. */
export function ConsortiumPage() {
  const { data: standing, error, refetch } = useQuery(standingQuery);
  const { data: members } = useQuery(membersQuery);
  const { data: description } = useQuery(descriptionQuery);
  const nodes = members?.flatMap((member) => member.nodes);
  return (
    <ConsortiumFrame
      title="Consortium"
      lead="The institutions that run this chain together. Each has one vote, whatever it holds."
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      <StatTiles
        items={[
          ['Members that stand', standing?.standingCount],
          ['Nodes that seal blocks', nodes?.filter(({ isValidator }) => isValidator).length],
          ['Servers', members?.reduce((sum, { servers }) => sum + servers.length, 0)],
        ]}
      />
      {standing === undefined && error === null && <Skeleton height="6rem" />}
      {standing?.isGenesis === true && (
        <Callout tone="info" title="The founder still governs">
          <p>
            Until {genesisMembers} members stand,{' '}
            <AddressLink value={standing.steward.account} name={standing.steward.name} /> admits members and
            seats the council. {missingWords(genesisMembers - standing.standingCount)}
          </p>
        </Callout>
      )}
      {standing?.isGenesis === false && (
        <Callout tone="good" title="The members govern together">
          <p>
            Whatever changes needs the votes of two thirds of them, and what changes a contract waits in the
            timelock before it acts. See the <Link to="/consortium/votes">votes</Link>.
          </p>
        </Callout>
      )}
      {members === undefined && error === null && <Skeleton height="16rem" />}
      {members?.map((member) => (
        <MemberPanel
          key={member.account}
          member={member}
          aside={
            member.account.toLowerCase() === description?.member.toLowerCase() && (
              <Badge tone="info">runs this server</Badge>
            )
          }
        />
      ))}
    </ConsortiumFrame>
  );
}

const missingWords = (missing: number): string =>
  missing <= 1
    ? 'With the next member this ends by itself, for good.'
    : `With ${missing} more members this ends by itself, for good.`;

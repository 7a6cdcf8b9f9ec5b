// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../ui/Badge.tsx';
import { descriptionQuery, finalizedQuery, headQuery } from './chainQueries.ts';

/** How settled a block is, and never more than it is. */
export function Finality({ blockNumber }: { blockNumber: number }) {
  const { data: description } = useQuery(descriptionQuery);
  if (description === undefined) return null;
  if (description.chain.isEmbedded) {
    return (
      <Badge
        tone="info"
        title="On the disk of this machine, in the journal of its chain, before it was shown. A chain of one machine has no finality beyond that."
      >
        journalled
      </Badge>
    );
  }
  return <ConsortiumFinality blockNumber={blockNumber} />;
}

function ConsortiumFinality({ blockNumber }: { blockNumber: number }) {
  const { data: head } = useQuery(headQuery);
  const { data: finalized } = useQuery(finalizedQuery);
  if (head === undefined || finalized === undefined) return null;
  if (finalized !== null && blockNumber <= finalized) {
    return (
      <Badge tone="good" title="The validators of the chain call this block final">
        final
      </Badge>
    );
  }
  const confirmations = Math.max(0, head - blockNumber + 1);
  return (
    <Badge tone="warning" title="The chain may still replace this block by another">
      not final, {confirmations} {confirmations === 1 ? 'confirmation' : 'confirmations'}
    </Badge>
  );
}

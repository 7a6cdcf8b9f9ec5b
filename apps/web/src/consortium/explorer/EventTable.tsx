// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { DataTable } from '../../ui/DataTable.tsx';
import { BlockLink } from './BlockLink.tsx';
import { EventSentence } from './EventSentence.tsx';
import type { ListedEvent } from './eventsQuery.ts';
import { NarrowTransactionLink } from './NarrowTransactionLink.tsx';
import { TransactionLink } from './TransactionLink.tsx';

/** More is a matter for a program. */
const rowsShownMax = 200;

export function EventTable({ events, empty }: { events: readonly ListedEvent[]; empty?: ReactNode }) {
  return (
    <DataTable
      caption="Events"
      rows={events.slice(0, rowsShownMax)}
      keyOf={({ log }) => `${log.blockHash}${log.logIndex}`}
      empty={empty}
      columns={[
        {
          key: 'what',
          title: 'What happened',
          render: ({ event, log }) => (
            <>
              <EventSentence event={event} address={log.address} />
              <NarrowTransactionLink hash={log.transactionHash} />
            </>
          ),
        },
        {
          key: 'event',
          title: 'Event',
          isWide: true,
          render: ({ event }) => <code>{event.name}</code>,
        },
        {
          key: 'transaction',
          title: 'Transaction',
          isWide: true,
          render: ({ log }) => <TransactionLink hash={log.transactionHash} />,
        },
        {
          key: 'block',
          title: 'Block',
          isNumber: true,
          render: ({ log }) => <BlockLink number={Number(log.blockNumber)} />,
        },
      ]}
    />
  );
}

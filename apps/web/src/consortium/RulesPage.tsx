// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { Card } from '../ui/Card.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ConsortiumFrame } from './ConsortiumFrame.tsx';

interface Rule {
  what: string;
  who: string;
}

const rules: readonly { title: string; rules: readonly Rule[] }[] = [
  {
    title: 'Members and votes',
    rules: [
      {
        what: 'Admit a member, change its roles, dismiss it',
        who: 'Until three members stand: the founder. From then on two thirds of the members, without the one it is about.',
      },
      {
        what: 'Propose and vote',
        who: 'Every member, from when three have stood: one vote each, whatever it holds.',
      },
      { what: 'Carry out what was carried', who: 'Anyone.' },
      {
        what: 'Seat the council',
        who: 'Until three members stand: the founder. From then on the timelock, after a vote.',
      },
      {
        what: 'Leave',
        who: 'Every member, but for the last one, the one with the last validator, and the founder until three members stand.',
      },
    ],
  },
  {
    title: 'Contracts',
    rules: [
      {
        what: 'Replace the code of members, votes, validators, vehicles and logs',
        who: 'Only the timelock, after a vote of the members and its waiting time.',
      },
      {
        what: 'Call off what waits in the timelock',
        who: 'The members, by another vote, which acts at once.',
      },
      {
        what: 'Change DATR, the offering, the schedules, the funds, the mining reserve or the council’s contract',
        who: 'Nobody.',
      },
      {
        what: 'Pause vehicles or logs',
        who: 'The council: at most seven days, and not again for thirty. Exits, revocations, votes and validators never.',
      },
    ],
  },
  {
    title: 'Nodes',
    rules: [
      { what: 'Register a node', who: 'Every member, for itself.' },
      {
        what: 'Seal blocks',
        who: 'A node of a member with the role of validator, once it has proved that it lives.',
      },
    ],
  },
  {
    title: 'DATR',
    rules: [
      { what: 'Make more of it', who: 'Nobody, ever.' },
      { what: 'Publish a round of the offering', who: 'The council.' },
      { what: 'Close a round that is over, launch when all are, release what is due', who: 'Anyone.' },
      {
        what: 'Pay out of the two funds',
        who: 'Anyone, once enough seats of the council have approved and the time for comments is over.',
      },
      { what: 'Pay for mining', who: 'Only the distributor of rewards, at most the cap of the week.' },
    ],
  },
  {
    title: 'Regulator',
    rules: [
      { what: 'Read everything that is on the chain', who: 'The regulator, as anyone.' },
      { what: 'Freeze or change anything alone', who: 'Nobody, the regulator included.' },
    ],
  },
];

/** Who may do what, in short. The contracts have the last word. */
export function RulesPage() {
  return (
    <ConsortiumFrame
      title="Rules"
      lead="Who may do what, in short. The contracts hold to it; nobody is asked."
    >
      {rules.map(({ title, rules: rows }) => (
        <Card key={title} title={title} isFlush>
          <DataTable<Rule>
            caption={`${title}: who may do what`}
            rows={rows}
            keyOf={({ what }) => what}
            columns={[
              { key: 'what', title: 'What', render: ({ what }) => what },
              { key: 'who', title: 'Who', render: ({ who }) => who },
            ]}
          />
        </Card>
      ))}
      <p className="soft">
        Function by function it stands in <code>docs/reference/rules.md</code>, made from the contracts
        themselves. Their source is under <Link to="/explorer/contracts">Contracts</Link>.
      </p>
    </ConsortiumFrame>
  );
}

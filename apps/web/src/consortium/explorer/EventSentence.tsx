// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Datr } from '../../token/Datr.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { Time } from '../../ui/Time.tsx';
import { AddressLink } from './AddressLink.tsx';
import { formatWei } from './formatWei.ts';
import { type EmittedEvent, eventWords } from './words/eventWords.ts';
import type { Word } from './words/say.ts';

/** What an event means, in a sentence; its name, where it has no words. */
export function EventSentence({ event, address }: EmittedEvent): ReactNode {
  const words = eventWords({ event, address });
  if (words === null) return <code>{event.name}</code>;
  // biome-ignore lint/suspicious/noArrayIndexKey: a sentence never changes
  return words.map((word, index) => <Shown key={index} word={word} />);
}

function Shown({ word }: { word: Word }): ReactNode {
  if (typeof word === 'string') return word;
  switch (word.kind) {
    case 'address':
      return <AddressLink value={word.value} />;
    case 'hash':
      return <Hash value={word.value} hasCopy={false} />;
    case 'datr':
      return <Datr amount={word.amount} />;
    case 'coin':
      return formatWei(word.wei);
    case 'moment':
      return <Time timeMs={word.timeMs} />;
    case 'link':
      return <TargetLink {...word} />;
  }
}

function TargetLink({ target, id, text }: Extract<Word, { kind: 'link' }>) {
  switch (target) {
    case 'car':
      return (
        <Link to="/explorer/vehicles/$vehicle" params={{ vehicle: id }}>
          {text}
        </Link>
      );
    case 'log':
      return (
        <Link to="/explorer/logs/$log" params={{ log: id }}>
          {text}
        </Link>
      );
    case 'proposal':
      return <Link to="/consortium/votes">{text}</Link>;
    case 'councilAction':
      return <Link to="/consortium/council">{text}</Link>;
    case 'fundRelease':
      return <Link to="/token/funds">{text}</Link>;
    case 'offering':
      return <Link to="/token/offering">{text}</Link>;
    case 'token':
      return <Link to="/token">{text}</Link>;
  }
}

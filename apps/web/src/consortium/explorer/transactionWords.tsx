// SPDX-License-Identifier: Apache-2.0
import type { ChainValue, DecodedChainData } from '@datacar/sdk/consortium/decodeChainData';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AddressLink } from './AddressLink.tsx';

const zeroAddress = `0x${'0'.repeat(40)}`;

type Args = Readonly<Record<string, ChainValue>>;

const address = (value: ChainValue | undefined): ReactNode => <AddressLink value={String(value)} />;

const car = (value: ChainValue | undefined, word = 'car'): ReactNode => (
  <Link to="/explorer/vehicles/$vehicle" params={{ vehicle: String(value) }}>
    {word} {String(value)}
  </Link>
);

const log = (value: ChainValue | undefined): ReactNode => (
  <Link to="/explorer/logs/$log" params={{ log: String(value) }}>
    log {String(value)}
  </Link>
);

/** What each event of Datacar's contracts means, in a sentence. */
const eventSentences: Readonly<Record<string, (args: Args) => ReactNode>> = {
  MemberAdded: ({ account }) => <>{address(account)} joined the consortium.</>,
  MemberRolesChanged: ({ account, roles }) =>
    Number(roles) === 0 ? (
      <>{address(account)} left the consortium.</>
    ) : (
      <>The roles of {address(account)} changed.</>
    ),
  ServerAccountAdded: ({ member, server }) => (
    <>
      {address(member)} lets {address(server)} act for it.
    </>
  ),
  ServerAccountRemoved: ({ member, server }) => (
    <>
      {address(member)} no longer lets {address(server)} act for it.
    </>
  ),
  CertificateKeyAdded: ({ member }) => <>{address(member)} added a key that certifies cars.</>,
  CertificateKeyRevoked: ({ member }) => <>{address(member)} revoked a key that certified cars.</>,
  LogOpened: ({ member, logId }) => (
    <>
      {address(member)} opened {log(logId)}.
    </>
  ),
  Anchored: ({ logId, size, mapSize }) => (
    <>
      Anchored {log(logId)} at {Number(size).toLocaleString()} batches of {Number(mapSize).toLocaleString()}{' '}
      {Number(mapSize) === 1 ? 'stream' : 'streams'}.
    </>
  ),
  WmiAssigned: ({ manufacturer }) => <>A manufacturer identifier was assigned to {address(manufacturer)}.</>,
  VehicleRegistered: ({ registrar, vehicleId, model, owner }) => (
    <>
      {address(registrar)} registered {car(vehicleId)}
      {nameOf(model)} for {address(owner)}.
    </>
  ),
  ModelChanged: ({ vehicleId }) => <>The description of {car(vehicleId)} was corrected.</>,
  DeviceKeyRotated: ({ vehicleId, keyIndex }) =>
    Number(keyIndex) === 0 ? (
      <>The first device key of {car(vehicleId)} was registered.</>
    ) : (
      <>The device key of {car(vehicleId)} was replaced.</>
    ),
  OwnershipEpochStarted: ({ vehicleId, owner }) => (
    <>
      {car(vehicleId, 'Car')} belongs to {address(owner)} from now on.
    </>
  ),
  Transfer: ({ tokenId, from, to }) =>
    from === zeroAddress ? (
      <>
        {car(tokenId, 'Car')} was issued to {address(to)}.
      </>
    ) : (
      <>
        {car(tokenId, 'Car')} passed from {address(from)} to {address(to)}.
      </>
    ),
};

/** Events that only go along with another one. */
const ranks = ['VehicleRegistered', 'OwnershipEpochStarted', 'Transfer'];

export function argsOf({ args }: DecodedChainData): Args {
  return Object.fromEntries(args.map(({ name, value }) => [name, value]));
}

/** The sentence of one event; `null` for one without words. */
export function eventSentence(event: DecodedChainData): ReactNode {
  return eventSentences[event.name]?.(argsOf(event)) ?? null;
}

/** The event that says what a transaction was for. */
export function chiefEvent(events: readonly DecodedChainData[]): DecodedChainData | undefined {
  const rank = ({ name }: DecodedChainData) => ranks.indexOf(name);
  return events
    .filter(({ name }) => name in eventSentences)
    .toSorted((left, right) => rank(left) - rank(right))[0];
}

function nameOf(model: ChainValue | undefined): string {
  if (typeof model !== 'object' || Array.isArray(model)) return '';
  const { make, name } = model as { make?: string; name?: string };
  const text = [make, name].filter((part) => part !== undefined && part !== '').join(' ');
  return text === '' ? '' : ` (${text})`;
}

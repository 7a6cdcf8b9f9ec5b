// SPDX-License-Identifier: Apache-2.0
import { runDatacarJson } from '../cli/runDatacar.ts';

export interface AppPage {
  name: string;
  path: string;
}

export interface ListAppPagesOptions {
  home: string;
  /** A car with drives. */
  vehicle: string;
}

const SPEED = 'Vehicle.Speed';

/** Every page of the app, each of something that is there. */
export async function listAppPages({ home, vehicle }: ListAppPagesOptions): Promise<AppPage[]> {
  const [{ items: drives }, { items: anchors }, { items: vehicles }] = await Promise.all([
    runDatacarJson<{ items: { startMs: number; endMs: number }[] }>(['drives', '--vehicle', vehicle], {
      home,
    }),
    runDatacarJson<{ items: { transactionHash: string; blockNumber: number }[] }>(['log', 'anchors'], {
      home,
    }),
    runDatacarJson<{ items: { did: string; owner: string }[] }>(['vehicle', 'list'], { home }),
  ]);
  const [drive] = drives.toSorted((a, b) => b.endMs - b.startMs - (a.endMs - a.startMs));
  const [anchor] = anchors;
  const [listed] = vehicles;
  const registry = listed?.did.split(':')[3];
  const car = `/cars/${vehicle}`;
  return [
    { name: 'my-cars', path: '/' },
    { name: 'car', path: car },
    { name: 'car-live', path: '/cars/1' },
    { name: 'battery', path: `${car}/battery` },
    { name: 'drives', path: `${car}/drives` },
    ...(drive === undefined
      ? []
      : [
          { name: 'drive', path: `${car}/drives/${drive.startMs}` },
          { name: 'history', path: `${car}/signals/${SPEED}` },
          { name: 'prove', path: `/prove?vehicle=${vehicle}&signal=${SPEED}&time=${drive.startMs}` },
        ]),
    { name: 'prove-ask', path: '/prove' },
    { name: 'verify', path: '/verify' },
    { name: 'explorer', path: '/explorer' },
    ...(anchor === undefined
      ? []
      : [
          { name: 'block', path: `/explorer/blocks/${anchor.blockNumber}` },
          { name: 'transaction', path: `/explorer/transactions/${anchor.transactionHash}` },
        ]),
    ...(listed === undefined
      ? []
      : [
          { name: 'account', path: `/explorer/addresses/${listed.owner}` },
          { name: 'contract', path: `/explorer/addresses/${registry}` },
        ]),
    { name: 'blocks', path: '/explorer/blocks' },
    { name: 'members', path: '/explorer/members' },
    { name: 'logs', path: '/explorer/logs' },
    { name: 'log', path: '/explorer/logs/1' },
    { name: 'vehicles', path: '/explorer/vehicles' },
    { name: 'vehicle', path: `/explorer/vehicles/${vehicle}` },
    { name: 'contracts', path: '/explorer/contracts' },
    { name: 'token', path: '/token' },
    { name: 'token-offering', path: '/token/offering' },
    { name: 'token-funds', path: '/token/funds' },
    { name: 'token-balances', path: '/token/transfers' },
    { name: 'consortium', path: '/consortium' },
    { name: 'consortium-votes', path: '/consortium/votes' },
    { name: 'consortium-validators', path: '/consortium/validators' },
    { name: 'consortium-council', path: '/consortium/council' },
    { name: 'consortium-rules', path: '/consortium/rules' },
    { name: 'system', path: '/system' },
    { name: 'data', path: '/data' },
    { name: 'connect', path: '/connect' },
    { name: 'people', path: '/people' },
    { name: 'invitation', path: '/invitation' },
    { name: 'phone', path: '/phone' },
    { name: 'tokens', path: '/tokens' },
    { name: 'settings', path: '/settings' },
    { name: 'not-found', path: '/nowhere' },
  ];
}

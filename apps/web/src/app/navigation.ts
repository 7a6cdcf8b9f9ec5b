// SPDX-License-Identifier: Apache-2.0
import type { IconName } from '../ui/Icon.tsx';

export interface NavigationItem {
  to:
    | '/'
    | '/prove'
    | '/verify'
    | '/explorer'
    | '/system'
    | '/token'
    | '/consortium'
    | '/data'
    | '/connect'
    | '/tokens'
    | '/phone'
    | '/people'
    | '/settings';
  label: string;
  icon: IconName;
  /** In the phone's tab bar; the others are behind "More". */
  isTab?: boolean;
}

/** Parts of pages: not in the navigation, but found by their names. */
export const subpages = [
  { to: '/token/offering', label: 'Offering of DATR', icon: 'coin' },
  { to: '/token/funds', label: 'Funds of DATR', icon: 'coin' },
  { to: '/token/transfers', label: 'Balances of DATR', icon: 'coin' },
  { to: '/consortium/votes', label: 'Votes', icon: 'scales' },
  { to: '/consortium/validators', label: 'Validators', icon: 'scales' },
  { to: '/consortium/council', label: 'Council', icon: 'scales' },
  { to: '/consortium/rules', label: 'Rules', icon: 'scales' },
] as const;

/** The left navigation, in its groups. */
export const navigation: readonly { title: string | null; items: readonly NavigationItem[] }[] = [
  {
    title: null,
    items: [
      { to: '/', label: 'My cars', icon: 'car', isTab: true },
      { to: '/data', label: 'Bring your data', icon: 'upload' },
      { to: '/connect', label: 'Connect a car', icon: 'plug' },
    ],
  },
  {
    title: 'Evidence',
    items: [
      { to: '/prove', label: 'Prove it', icon: 'document', isTab: true },
      { to: '/verify', label: 'Verify', icon: 'shield' },
    ],
  },
  {
    title: 'Ledger',
    items: [
      { to: '/explorer', label: 'Explorer', icon: 'chain', isTab: true },
      { to: '/token', label: 'DATR', icon: 'coin' },
      { to: '/consortium', label: 'Consortium', icon: 'scales' },
      { to: '/system', label: 'System', icon: 'server' },
    ],
  },
  {
    title: 'Access',
    items: [
      { to: '/people', label: 'People', icon: 'people' },
      { to: '/phone', label: 'On the phone', icon: 'phone' },
      { to: '/tokens', label: 'API tokens', icon: 'key' },
      { to: '/settings', label: 'Settings', icon: 'gear' },
    ],
  },
];

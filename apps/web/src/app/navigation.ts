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

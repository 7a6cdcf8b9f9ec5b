// SPDX-License-Identifier: Apache-2.0
import type { ComponentType, LazyExoticComponent } from 'react';
import { lazy } from 'react';
import { hasPasskeys } from './passkeys/passkeySupport.ts';

export interface SignInMethod {
  id: string;
  /** Its part of the sign-in page. It calls `adoptSession` with the server's answer when it is done. */
  Panel: LazyExoticComponent<ComponentType>;
  /** Left out where the browser cannot do it. */
  isAvailable(): boolean;
}

/** The ways to sign in beside the one-time link, in the order of the page. */
export const signInMethods: readonly SignInMethod[] = [
  {
    id: 'passkey',
    Panel: lazy(() => import('./PasskeyPanel.tsx').then(({ PasskeyPanel }) => ({ default: PasskeyPanel }))),
    isAvailable: hasPasskeys,
  },
  {
    id: 'wallet',
    Panel: lazy(() => import('./WalletPanel.tsx').then(({ WalletPanel }) => ({ default: WalletPanel }))),
    isAvailable: () => true,
  },
];

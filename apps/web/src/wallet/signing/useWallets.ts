// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { discoverWallets, type Wallet } from '../discoverWallets.ts';

/** The wallets of this browser, as they announce themselves. */
export function useWallets(): readonly Wallet[] {
  const [wallets, setWallets] = useState<readonly Wallet[]>([]);
  useEffect(
    () =>
      discoverWallets((wallet) =>
        setWallets((known) => [...known.filter(({ info }) => info.uuid !== wallet.info.uuid), wallet]),
      ),
    [],
  );
  return wallets;
}

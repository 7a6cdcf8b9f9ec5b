// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { adoptSession } from '../app/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { discoverWallets, type Wallet } from './discoverWallets.ts';
import { signInWithWallet } from './signInWithWallet.ts';

/** Of EIP-1193: the person said no. */
const rejectedCode = 4001;

export function WalletPanel() {
  const [wallets, setWallets] = useState<readonly Wallet[]>([]);
  useEffect(
    () =>
      discoverWallets((wallet) =>
        setWallets((known) => [...known.filter(({ info }) => info.uuid !== wallet.info.uuid), wallet]),
      ),
    [],
  );
  const signingIn = useMutation({
    mutationFn: signInWithWallet,
    onSuccess: adoptSession,
  });
  const isRejected = (signingIn.error as { code?: unknown } | null)?.code === rejectedCode;
  return (
    <Card title="With a wallet">
      <div className="stack">
        <p className="soft">
          For the account that owns a car. The wallet signs a message; nothing is paid and nothing is sent to
          a chain.
        </p>
        {wallets.length === 0 ? (
          <p className="faint">
            No wallet was found in this browser. Install one that announces itself (EIP-6963), then reload.
          </p>
        ) : (
          <div className="row">
            {wallets.map((wallet) => (
              <Button
                key={wallet.info.uuid}
                isBusy={signingIn.isPending}
                onClick={() => signingIn.mutate(wallet)}
              >
                {wallet.info.icon.startsWith('data:image/') && (
                  <img src={wallet.info.icon} alt="" width="20" height="20" />
                )}
                {wallet.info.name}
              </Button>
            ))}
          </div>
        )}
        {isRejected && (
          <p className="faint">The wallet was told not to sign. Choose it again to try once more.</p>
        )}
        {signingIn.error !== null && !isRejected && <ErrorState error={signingIn.error} />}
      </div>
    </Card>
  );
}

// SPDX-License-Identifier: Apache-2.0
import './SignStep.css';
import type { ContractCall } from '@datacar/sdk/consortium/ContractCall';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../../app/queryClient.ts';
import { asSentence } from '../../consortium/asSentence.ts';
import { TransactionLink } from '../../consortium/explorer/TransactionLink.tsx';
import { useNames } from '../../consortium/explorer/useNames.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { CommandBlock } from '../../ui/CommandBlock.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Hash } from '../../ui/Hash.tsx';
import type { Wallet } from '../discoverWallets.ts';
import { isRejectedByPerson, readRefusal } from './refusalWords.ts';
import { useWallets } from './useWallets.ts';
import { sendByWallet } from './walletCall.ts';
import { readAccounts } from './walletChain.ts';

export interface SignStepProps {
  call: ContractCall;
  /** The same from a terminal, for whom no wallet is here. */
  command: string;
  /** Where something else is to be signed after it. */
  next?: { label: string; onNext(): void } | undefined;
  onClose(): void;
}

interface Signer {
  wallet: Wallet;
  account: string;
}

/** What is going to be signed, in a sentence, and by which account; then the wallet's turn. */
export function SignStep({ call, command, next, onClose }: SignStepProps) {
  const [signer, setSigner] = useState<Signer>();
  const sending = useMutation({
    mutationFn: async ({ wallet, account }: Signer) => {
      const receipt = await sendByWallet({ provider: wallet.provider, from: account, call });
      // Whatever it changed may be in sight anywhere.
      await queryClient.invalidateQueries({
        predicate: ({ queryKey: [first] }) => first !== 'session' && first !== 'signing',
      });
      return receipt;
    },
  });
  if (sending.data !== undefined) {
    return (
      <>
        <Callout tone="good" title="Done" isAlert>
          <p>{asSentence(call.sentence)}</p>
          <p>
            Transaction <TransactionLink hash={sending.data.transactionHash} />
          </p>
        </Callout>
        <div className="row">
          <Button kind="primary" onClick={next?.onNext ?? onClose}>
            {next?.label ?? 'Close'}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <div>
        <p className="small soft">You are about to sign:</p>
        <p className="sign-sentence">{asSentence(call.sentence)}</p>
      </div>
      <SignerChoice command={command} signer={signer} onSigner={setSigner} isLocked={sending.isPending} />
      {sending.isPending && (
        <p className="soft" role="status">
          Confirm it in {signer?.wallet.info.name}. Then the chain takes it in, within a second or two.
        </p>
      )}
      {sending.error !== null && <Refusal error={sending.error} />}
      <div className="row">
        {signer !== undefined && (
          <Button kind="primary" isBusy={sending.isPending} onClick={() => sending.mutate(signer)}>
            Sign and send
          </Button>
        )}
        <Button kind="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </>
  );
}

interface SignerChoiceProps {
  command: string;
  signer: Signer | undefined;
  onSigner(signer: Signer): void;
  isLocked: boolean;
}

function SignerChoice({ command, signer, onSigner, isLocked }: SignerChoiceProps) {
  const wallets = useWallets();
  const names = useNames();
  const [accounts, setAccounts] = useState<readonly string[]>([]);
  const connecting = useMutation({
    mutationFn: async (wallet: Wallet) => ({ wallet, accounts: await readAccounts(wallet.provider) }),
    onSuccess: ({ wallet, accounts: known }) => {
      setAccounts(known);
      const [account] = known;
      if (account !== undefined) onSigner({ wallet, account });
    },
  });
  if (wallets.length === 0) {
    return (
      <>
        <p className="soft">
          No wallet was found in this browser. Sign with one that announces itself (EIP-6963), or from a
          terminal:
        </p>
        <CommandBlock title="In a terminal" text={command} />
      </>
    );
  }
  const nameOf = (account: string) => names.get(account.toLowerCase())?.name;
  return (
    <>
      <div className="row">
        {wallets.map((wallet) => (
          <Button
            key={wallet.info.uuid}
            isBusy={connecting.isPending}
            disabled={isLocked}
            onClick={() => connecting.mutate(wallet)}
          >
            {wallet.info.icon.startsWith('data:image/') && (
              <img src={wallet.info.icon} alt="" width="20" height="20" />
            )}
            {signer?.wallet.info.uuid === wallet.info.uuid ? wallet.info.name : `Connect ${wallet.info.name}`}
          </Button>
        ))}
      </div>
      {connecting.error !== null && <Refusal error={connecting.error} />}
      {signer !== undefined && (
        <div>
          <p className="small soft">The account that signs:</p>
          {accounts.length < 2 ? (
            <>
              {nameOf(signer.account) !== undefined && <p className="sign-name">{nameOf(signer.account)}</p>}
              <Hash value={signer.account} isWhole />
            </>
          ) : (
            <select
              className="input"
              aria-label="The account that signs"
              value={signer.account}
              disabled={isLocked}
              onChange={({ target }) => onSigner({ ...signer, account: target.value })}
            >
              {accounts.map((account) => (
                <option key={account} value={account}>
                  {[nameOf(account), account].filter(Boolean).join(' ')}
                </option>
              ))}
            </select>
          )}
        </div>
      )}
    </>
  );
}

/** Why it did not happen: the person, the contract, or something else. */
function Refusal({ error }: { error: unknown }) {
  if (isRejectedByPerson(error)) {
    return <p className="soft">The wallet was told not to sign. Nothing was sent.</p>;
  }
  const reason = readRefusal(error);
  if (reason === null) return <ErrorState error={error} />;
  return (
    <Callout tone="danger" title="The contract refuses it" isAlert>
      <p>{reason} Nothing was sent.</p>
    </Callout>
  );
}

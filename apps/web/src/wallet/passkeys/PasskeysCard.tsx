// SPDX-License-Identifier: Apache-2.0
import { type ListPasskeysReturnType, listPasskeys } from '@datacar/sdk/wallet/listPasskeys';
import { removePasskey } from '@datacar/sdk/wallet/removePasskey';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { queryClient } from '../../app/queryClient.ts';
import { Age } from '../../ui/Age.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { PasskeyError } from './PasskeyError.tsx';
import { canUsePasskeys, PasskeyPlace } from './PasskeyPlace.tsx';
import { guessDeviceName } from './passkeySupport.ts';

type Passkey = ListPasskeysReturnType['items'][number];

const passkeysQuery = queryOptions({ queryKey: ['passkeys'], queryFn: () => listPasskeys(client) });

/** The viewer's own passkeys: to add one for this device, and to forget one that was lost. */
export function PasskeysCard() {
  const { data, error, refetch } = useQuery(passkeysQuery);
  const [removing, setRemoving] = useState<Passkey>();
  const add = useMutation({
    mutationFn: async () => {
      const { createPasskey } = await import('./passkeyCeremonies.ts');
      await createPasskey({ name: guessDeviceName() });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries(passkeysQuery);
      showToast('This device signs you in from now on.');
    },
  });
  return (
    <Card title="Your own passkeys" isFlush>
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable<Passkey>
          caption="Your passkeys"
          empty="None yet. With a passkey you sign in here without a link: with finger, face or code."
          columns={[
            { key: 'name', title: 'Device', render: ({ name }) => <strong>{name}</strong> },
            {
              key: 'kept',
              title: 'Kept',
              isWide: true,
              render: ({ isBackedUp }) => (isBackedUp ? 'Also on your other devices' : 'On this device only'),
            },
            {
              key: 'made',
              title: 'Made',
              isWide: true,
              render: ({ createdAtMs }) => <Age timeMs={createdAtMs} />,
            },
            {
              key: 'used',
              title: 'Last used',
              render: ({ lastUsedAtMs }) => (lastUsedAtMs === null ? 'Never' : <Age timeMs={lastUsedAtMs} />),
            },
            {
              key: 'remove',
              title: 'Actions',
              isTitleHidden: true,
              isNumber: true,
              render: (passkey) => (
                <Button
                  kind="danger"
                  isSmall
                  aria-label={`Forget ${passkey.name}`}
                  onClick={() => setRemoving(passkey)}
                >
                  Forget
                </Button>
              ),
            },
          ]}
          rows={data?.items ?? []}
          keyOf={({ id }) => id}
        />
      )}
      <div className="stack card-foot">
        {canUsePasskeys() ? (
          <div className="row">
            <Button isBusy={add.isPending} onClick={() => add.mutate()}>
              <Icon name="key" />
              Add a passkey for this device
            </Button>
          </div>
        ) : (
          <PasskeyPlace />
        )}
        {add.error !== null && <PasskeyError error={add.error} />}
      </div>
      {removing !== undefined && <ForgetDialog passkey={removing} onClose={() => setRemoving(undefined)} />}
    </Card>
  );
}

function ForgetDialog({ passkey, onClose }: { passkey: Passkey; onClose(): void }) {
  const remove = useMutation({
    mutationFn: () => removePasskey(client, { passkey: passkey.id }),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Forget “${passkey.name}”?`}
      action="Forget it"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      It signs you in no more, and what it signed in is signed out. Keep another way to sign in.
    </ConfirmDialog>
  );
}

// SPDX-License-Identifier: Apache-2.0
import './PeoplePage.css';
import type { ListPeopleReturnType } from '@datacar/sdk/vehicles/listPeople';
import { removePerson } from '@datacar/sdk/vehicles/removePerson';
import { withdrawInvitation } from '@datacar/sdk/vehicles/withdrawInvitation';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { client } from '../app/client.ts';
import { queryClient } from '../app/queryClient.ts';
import { useSession } from '../app/useSession.ts';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Hash } from '../ui/Hash.tsx';
import { Icon } from '../ui/Icon.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { showToast } from '../ui/Toast.tsx';
import { CarChooser } from '../vehicles/CarChooser.tsx';
import type { ListedVehicle } from '../vehicles/vehiclesQuery.ts';
import { PasskeysCard } from './passkeys/PasskeysCard.tsx';
import { InviteDialog } from './people/InviteDialog.tsx';
import { peopleQuery } from './people/peopleQuery.ts';
import { roleWords } from './people/roleWords.ts';

type Person = ListPeopleReturnType['items'][number];
type Invitation = ListPeopleReturnType['invitations'][number];

/** Who may do what with a car, and how they sign in. */
export function PeoplePage() {
  const [car, setCar] = useState<ListedVehicle>();
  const [isInviting, setInviting] = useState(false);
  const onCar = useCallback((chosen: ListedVehicle | undefined) => setCar(chosen), []);
  return (
    <>
      <PageHeader
        title="People"
        actions={
          car !== undefined && (
            <Button kind="primary" onClick={() => setInviting(true)}>
              <Icon name="people" />
              Invite somebody
            </Button>
          )
        }
      >
        Let family and friends see or drive your car here. They sign in with a passkey: no password, no
        e-mail.
      </PageHeader>
      <div className="stack">
        <Card>
          <CarChooser label="People of which car" atLeast="owner" value={car?.id} onChange={onCar} />
        </Card>
        {car !== undefined && <PeopleOf key={car.id} vehicle={car.id} />}
        <PasskeysCard />
      </div>
      {isInviting && car !== undefined && (
        <InviteDialog vehicle={car.id} model={car.model} onClose={() => setInviting(false)} />
      )}
    </>
  );
}

function PeopleOf({ vehicle }: { vehicle: string }) {
  const { data, error, refetch } = useQuery(peopleQuery(vehicle));
  const { data: session } = useSession();
  const [removing, setRemoving] = useState<Person>();
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="12rem" />;
  return (
    <>
      <Card title="Who may do what" isFlush>
        <DataTable<Person>
          caption="People of this car"
          columns={[
            {
              key: 'name',
              title: 'Person',
              render: ({ account, name }) => (
                <>
                  <Hash value={account} name={name ?? undefined} hasCopy={name === null} />
                  {account.toLowerCase() === session?.account.toLowerCase() && (
                    <span className="faint"> you</span>
                  )}
                </>
              ),
            },
            {
              key: 'role',
              title: 'Role',
              render: ({ role, isOwnerOnChain }) => (
                <Badge
                  tone={role === 'owner' ? 'good' : 'neutral'}
                  title={isOwnerOnChain ? 'Owner on the chain' : roleWords[role].may}
                >
                  {roleWords[role].name}
                  {isOwnerOnChain && <span className="people-wide"> on the chain</span>}
                </Badge>
              ),
            },
            {
              key: 'since',
              title: 'Since',
              isWide: true,
              render: ({ sinceMs }) => (sinceMs === null ? '' : <Time timeMs={sinceMs} as="date" />),
            },
            {
              key: 'passkeys',
              title: 'Passkeys',
              isNumber: true,
              isWide: true,
              render: ({ passkeys }) => passkeys,
            },
            {
              key: 'remove',
              title: 'Actions',
              isTitleHidden: true,
              isNumber: true,
              render: (person) =>
                person.isOwnerOnChain ? null : (
                  <Button
                    kind="danger"
                    isSmall
                    aria-label={`Remove ${person.name ?? person.account}`}
                    onClick={() => setRemoving(person)}
                  >
                    Remove
                  </Button>
                ),
            },
          ]}
          rows={data.items}
          keyOf={({ account }) => account}
        />
      </Card>
      {data.invitations.length > 0 && <Invitations vehicle={vehicle} invitations={data.invitations} />}
      {removing !== undefined && (
        <RemoveDialog vehicle={vehicle} person={removing} onClose={() => setRemoving(undefined)} />
      )}
    </>
  );
}

function Invitations({ vehicle, invitations }: { vehicle: string; invitations: readonly Invitation[] }) {
  const withdraw = useMutation({
    mutationFn: (invitation: string) => withdrawInvitation(client, { vehicle, invitation }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(peopleQuery(vehicle));
      showToast('The invitation is withdrawn.');
    },
  });
  return (
    <Card title="Invited, not here yet" isFlush>
      {withdraw.error !== null && <ErrorState error={withdraw.error} />}
      <DataTable<Invitation>
        caption="Open invitations"
        columns={[
          { key: 'name', title: 'Person', render: ({ name }) => <strong>{name}</strong> },
          { key: 'role', title: 'As', render: ({ role }) => <Badge>{roleWords[role].name}</Badge> },
          {
            key: 'made',
            title: 'Invited',
            isWide: true,
            render: ({ createdAtMs }) => <Age timeMs={createdAtMs} />,
          },
          {
            key: 'expires',
            title: 'Good until',
            isWide: true,
            render: ({ expiresAtMs }) => <Time timeMs={expiresAtMs} />,
          },
          {
            key: 'withdraw',
            title: 'Actions',
            isTitleHidden: true,
            isNumber: true,
            render: ({ id, name }) => (
              <Button
                isSmall
                isBusy={withdraw.isPending && withdraw.variables === id}
                aria-label={`Withdraw the invitation of ${name}`}
                onClick={() => withdraw.mutate(id)}
              >
                Withdraw
              </Button>
            ),
          },
        ]}
        rows={invitations}
        keyOf={({ id }) => id}
      />
    </Card>
  );
}

function RemoveDialog({ vehicle, person, onClose }: { vehicle: string; person: Person; onClose(): void }) {
  const name = person.name ?? 'this person';
  const remove = useMutation({
    mutationFn: () => removePerson(client, { vehicle, account: person.account }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['vehicles'] });
      showToast(`${name} is removed.`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Remove ${name}?`}
      action="Remove"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      From this moment on {name} sees nothing of this car here. What they exported before, they keep.
    </ConfirmDialog>
  );
}

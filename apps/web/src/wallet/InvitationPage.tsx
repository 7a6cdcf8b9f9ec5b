// SPDX-License-Identifier: Apache-2.0
import './PeoplePage.css';
import { acceptInvitation } from '@datacar/sdk/vehicles/acceptInvitation';
import { readInvitation } from '@datacar/sdk/vehicles/readInvitation';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../app/client.ts';
import { queryClient } from '../app/queryClient.ts';
import { adoptSession, useSession } from '../app/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Field } from '../ui/Field.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { PasskeyError } from './passkeys/PasskeyError.tsx';
import { canUsePasskeys, PasskeyPlace } from './passkeys/PasskeyPlace.tsx';
import { guessDeviceName } from './passkeys/passkeySupport.ts';
import { roleWords } from './people/roleWords.ts';

/** Where an invitation's link leads: what it is to, and the passkey that takes it up. */
export function InvitationPage() {
  const code = decodeURIComponent(useLocation({ select: ({ hash }) => hash }));
  const { data, error } = useQuery({
    queryKey: ['invitation', code],
    queryFn: () => readInvitation(client, { code }),
    enabled: code !== '',
    // Once it is taken up it cannot be asked for again.
    staleTime: 'static',
  });
  const { data: session } = useSession();
  return (
    <div className="invitation">
      <PageHeader title="You are invited" />
      {code === '' ? (
        <EmptyState title="The link is not whole">
          Open it again as you got it: the part after # is the invitation.
        </EmptyState>
      ) : error !== null ? (
        <div className="stack">
          <ErrorState error={error} />
          <p className="soft">An invitation works once. Ask who invited you for a new one.</p>
        </div>
      ) : data === undefined || session === undefined ? (
        <Skeleton height="16rem" />
      ) : (
        <Card title={`To ${data.model}, as ${roleWords[data.role].name.toLowerCase()}`}>
          <div className="stack">
            <p>
              Hello {data.name}. {roleWords[data.role].may}
            </p>
            <p className="small soft">
              Good until <Time timeMs={data.expiresAtMs} />.
            </p>
            {session === null ? (
              <JoinWithPasskey code={code} />
            ) : (
              <JoinAs code={code} name={session.name ?? session.account} />
            )}
          </div>
        </Card>
      )}
    </div>
  );
}

/** Somebody new: a passkey on this device is who they are from now on. */
function JoinWithPasskey({ code }: { code: string }) {
  const navigate = useNavigate();
  const [name, setName] = useState(guessDeviceName);
  const join = useMutation({
    mutationFn: async () => {
      const { createPasskey } = await import('./passkeys/passkeyCeremonies.ts');
      const {
        passkey: _passkey,
        vehicle,
        ...session
      } = await createPasskey({
        name: name.trim() || guessDeviceName(),
        invitation: code,
      });
      await adoptSession(session);
      return vehicle;
    },
    onSuccess: (vehicle) =>
      vehicle === null
        ? navigate({ to: '/', replace: true })
        : navigate({ to: '/cars/$carId', params: { carId: vehicle }, replace: true }),
  });
  if (!canUsePasskeys()) return <PasskeyPlace />;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate();
      }}
    >
      <p className="soft">
        Your device makes a passkey: it signs you in with finger, face or code, and never leaves the device or
        your own keychain.
      </p>
      <Field label="Name of this device" hint="So that you know the passkey again.">
        {({ id, describedBy }) => (
          <input
            id={id}
            className="input"
            aria-describedby={describedBy}
            value={name}
            maxLength={64}
            autoComplete="off"
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      {join.error !== null && <PasskeyError error={join.error} />}
      <div className="row">
        <Button kind="primary" type="submit" isBusy={join.isPending}>
          Make a passkey and join
        </Button>
      </div>
      <p className="small soft">
        Here before? <Link to="/">Sign in first</Link>, then open the invitation again.
      </p>
    </form>
  );
}

/** Somebody who is signed in takes the role as who they are. */
function JoinAs({ code, name }: { code: string; name: string }) {
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: () => acceptInvitation(client, { code }),
    onSuccess: async ({ vehicle }) => {
      await queryClient.invalidateQueries({ queryKey: ['vehicles'] });
      await navigate({ to: '/cars/$carId', params: { carId: vehicle }, replace: true });
    },
  });
  return (
    <>
      <p className="soft">
        You are signed in as <strong>{name}</strong>.
      </p>
      {accept.error !== null && <ErrorState error={accept.error} />}
      <div className="row">
        <Button kind="primary" isBusy={accept.isPending} onClick={() => accept.mutate()}>
          Accept
        </Button>
      </div>
    </>
  );
}

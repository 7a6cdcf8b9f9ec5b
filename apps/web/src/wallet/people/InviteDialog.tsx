// SPDX-License-Identifier: Apache-2.0
import { type Role, roles } from '@datacar/core/vehicles/roles';
import { type InvitePersonReturnType, invitePerson } from '@datacar/sdk/vehicles/invitePerson';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { queryClient } from '../../app/queryClient.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { CommandBlock } from '../../ui/CommandBlock.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Time } from '../../ui/Time.tsx';
import { peopleQuery } from './peopleQuery.ts';
import { roleWords } from './roleWords.ts';

const choices = [...roles].reverse().map((role) => [role, roleWords[role].name] as const);

const lives = [
  [24, 'A day'],
  [72, 'Three days'],
  [720, 'A month'],
] as const;

/** Asks who is invited and as what; then shows link and QR code, once. */
export function InviteDialog({
  vehicle,
  model,
  onClose,
}: {
  vehicle: string;
  model: string;
  onClose(): void;
}) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [hours, setHours] = useState(72);
  const invite = useMutation({
    mutationFn: () => invitePerson(client, { vehicle, name: name.trim(), role, expiresInHours: hours }),
    onSuccess: () => queryClient.invalidateQueries(peopleQuery(vehicle)),
  });
  if (invite.data !== undefined) return <Invited invitation={invite.data} model={model} onClose={onClose} />;
  return (
    <FormDialog
      title={`Invite somebody to ${model}`}
      action="Invite"
      isBusy={invite.isPending}
      error={invite.error}
      onSubmit={() => {
        if (name.trim() !== '') invite.mutate();
      }}
      onClose={onClose}
    >
      {(isTried) => (
        <>
          <Field
            label="Name"
            hint="As you call them; only people of this car see it."
            error={isTried && name.trim() === '' ? 'Say who it is.' : undefined}
          >
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
          <div className="stack invite-role">
            <strong>As</strong>
            <Segmented label="Role" value={role} choices={choices} onChange={(choice) => setRole(choice)} />
            <p className="small soft">{roleWords[role].may}</p>
          </div>
          <Field label="The invitation is good for">
            {({ id }) => (
              <select
                id={id}
                className="input"
                value={hours}
                onChange={({ target }) => setHours(Number(target.value))}
              >
                {lives.map(([count, label]) => (
                  <option key={count} value={count}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      )}
    </FormDialog>
  );
}

interface InvitedProps {
  invitation: InvitePersonReturnType;
  model: string;
  onClose(): void;
}

function Invited({ invitation, model, onClose }: InvitedProps) {
  const { name, role, url, qr, expiresAtMs } = invitation;
  const isHereOnly = ['127.0.0.1', 'localhost'].includes(new URL(url).hostname);
  return (
    <Dialog title={`An invitation for ${name}`} onClose={onClose}>
      <div className="invited">
        <QrCode rows={qr} label={`QR code of the invitation for ${name}`} />
        <div className="stack">
          <p>
            Let {name} scan the code, or send the link. It makes them {roleWords[role].name.toLowerCase()} of{' '}
            {model}, once, until <Time timeMs={expiresAtMs} />.
          </p>
          <p className="small soft">
            It is shown this once. Whoever has it can take it up, so send it to nobody else.
          </p>
        </div>
      </div>
      <CommandBlock title="Link" text={url} />
      {isHereOnly && (
        <Callout tone="warning" title="This link works on this machine only">
          <p className="soft">
            Start the server with <code>--lan</code> and invite again, for a link that phones in your network
            reach.
          </p>
        </Callout>
      )}
      <div className="row">
        {typeof navigator.share === 'function' && (
          <Button
            onClick={() =>
              void navigator.share({ title: `Invitation to ${model}`, url }).catch(() => undefined)
            }
          >
            Share
          </Button>
        )}
        <Button kind="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}

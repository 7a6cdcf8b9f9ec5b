// SPDX-License-Identifier: Apache-2.0
import type { Scope } from '@datacar/core/api/scopes';
import { type CreateApiTokenReturnType, createApiToken } from '@datacar/sdk/wallet/createApiToken';
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
import { scopeChoices } from './scopeWords.ts';
import { tokensQuery } from './tokensQuery.ts';

const lives = [
  [7, 'In a week'],
  [30, 'In 30 days'],
  [90, 'In 90 days'],
  [366, 'In a year'],
] as const;

/** Asks what a program may do and for how long; then shows its token, once. */
export function CreateTokenDialog({
  onClose,
  onCreated,
}: {
  onClose(): void;
  onCreated(token: CreateApiTokenReturnType): void;
}) {
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly Scope[]>(['vehicles:read', 'records:read']);
  const [days, setDays] = useState(90);
  const create = useMutation({
    mutationFn: () => createApiToken(client, { name: name.trim(), scopes: [...chosen], expiresInDays: days }),
    onSuccess: (token) => {
      onCreated(token);
      void queryClient.invalidateQueries(tokensQuery);
    },
  });
  if (create.data !== undefined) return <CreatedToken token={create.data} onClose={onClose} />;
  return (
    <FormDialog
      title="New token"
      action="Make the token"
      isBusy={create.isPending}
      error={create.error}
      onSubmit={() => {
        if (name.trim() !== '' && chosen.length > 0) create.mutate();
      }}
      onClose={onClose}
    >
      {(isTried) => (
        <>
          <Field
            label="Name"
            hint="What it is for, so that you know it again."
            error={isTried && name.trim() === '' ? 'Give it a name.' : undefined}
          >
            {({ id, describedBy }) => (
              <input
                id={id}
                className="input"
                aria-describedby={describedBy}
                value={name}
                maxLength={64}
                placeholder="Dashboard at home"
                autoComplete="off"
                onChange={({ target }) => setName(target.value)}
              />
            )}
          </Field>
          <fieldset className="stack token-scopes">
            <legend>What it may do</legend>
            {scopeChoices.map(([scope, words]) => (
              <label key={scope} className="token-scope">
                <input
                  type="checkbox"
                  checked={chosen.includes(scope)}
                  onChange={({ target }) =>
                    setChosen(target.checked ? [...chosen, scope] : chosen.filter((other) => other !== scope))
                  }
                />
                <span>
                  {words}
                  <code className="small faint">{scope}</code>
                </span>
              </label>
            ))}
            {isTried && chosen.length === 0 && <p className="field-error">Choose at least one.</p>}
          </fieldset>
          <Field label="It expires">
            {({ id }) => (
              <select
                id={id}
                className="input"
                value={days}
                onChange={({ target }) => setDays(Number(target.value))}
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

function CreatedToken({ token, onClose }: { token: CreateApiTokenReturnType; onClose(): void }) {
  return (
    <Dialog title={`Token “${token.name}”`} onClose={onClose}>
      <Callout tone="warning" title="Copy it now: it is shown this once.">
        <p className="small">
          The server keeps only its hash. Whoever has the token can do what it may do, so treat it as a
          password.
        </p>
      </Callout>
      <CommandBlock title="In your shell" text={`export DATACAR_TOKEN=${token.token}`} />
      <div className="row">
        <Button kind="primary" onClick={onClose}>
          I have copied it
        </Button>
      </div>
    </Dialog>
  );
}

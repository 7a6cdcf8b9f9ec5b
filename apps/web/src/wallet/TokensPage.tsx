// SPDX-License-Identifier: Apache-2.0
import './TokensPage.css';
import type { ListApiTokensReturnType } from '@datacar/sdk/wallet/listApiTokens';
import { revokeApiToken } from '@datacar/sdk/wallet/revokeApiToken';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../app/client.ts';
import { useNow } from '../app/clock.ts';
import { queryClient } from '../app/queryClient.ts';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { showToast } from '../ui/Toast.tsx';
import { CreateTokenDialog } from './tokens/CreateTokenDialog.tsx';
import { FirstRequest } from './tokens/FirstRequest.tsx';
import { tokensQuery } from './tokens/tokensQuery.ts';

type ApiToken = ListApiTokensReturnType['items'][number];

/** Tokens for programs, and how a program begins. */
export function TokensPage() {
  const { data, error, refetch } = useQuery(tokensQuery);
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken>();
  const [created, setCreated] = useState<string>();
  return (
    <>
      <PageHeader
        title="API tokens"
        actions={
          <Button kind="primary" onClick={() => setCreating(true)}>
            <Icon name="key" />
            New token
          </Button>
        }
      >
        For programs of yours. A token can do what you allow it, until it expires or you revoke it.
      </PageHeader>
      <div className="stack">
        {error !== null ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Card isFlush>
            {data === undefined ? (
              <Skeleton height="10rem" />
            ) : data.items.length === 0 ? (
              <EmptyState
                title="No tokens"
                icon={<Icon name="key" size={32} />}
                action={<Button onClick={() => setCreating(true)}>Make one</Button>}
              >
                Make one to read your car from a script, a dashboard or a spreadsheet.
              </EmptyState>
            ) : (
              <DataTable
                caption="Your API tokens"
                columns={columnsWith(setRevoking)}
                rows={data.items}
                keyOf={({ id }) => id}
              />
            )}
          </Card>
        )}
        <FirstRequest token={created} />
      </div>
      {isCreating && (
        <CreateTokenDialog onClose={() => setCreating(false)} onCreated={({ token }) => setCreated(token)} />
      )}
      {revoking !== undefined && <RevokeDialog token={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}

function columnsWith(onRevoke: (token: ApiToken) => void): Column<ApiToken>[] {
  return [
    { key: 'name', title: 'Name', render: ({ name }) => <strong>{name}</strong> },
    {
      key: 'scopes',
      title: 'May',
      isWide: true,
      render: ({ scopes }) => (
        <span className="row token-badges">
          {scopes.map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}
        </span>
      ),
    },
    {
      key: 'created',
      title: 'Made',
      isWide: true,
      render: ({ createdAtMs }) => <Age timeMs={createdAtMs} />,
    },
    { key: 'expires', title: 'Expires', render: ({ expiresAtMs }) => <Expiry timeMs={expiresAtMs} /> },
    {
      key: 'revoke',
      title: 'Actions',
      isTitleHidden: true,
      isNumber: true,
      render: (token) => (
        <Button kind="danger" isSmall aria-label={`Revoke ${token.name}`} onClick={() => onRevoke(token)}>
          Revoke
        </Button>
      ),
    },
  ];
}

function Expiry({ timeMs }: { timeMs: number }) {
  return useNow() > timeMs ? <Badge tone="warning">Expired</Badge> : <Time timeMs={timeMs} as="date" />;
}

function RevokeDialog({ token, onClose }: { token: ApiToken; onClose(): void }) {
  const revoke = useMutation({
    mutationFn: () => revokeApiToken(client, { token: token.id }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(tokensQuery);
      showToast(`“${token.name}” is revoked.`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Revoke “${token.name}”?`}
      action="Revoke it"
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      Programs that use it are refused from this moment on. It cannot be undone.
    </ConfirmDialog>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { Age } from '../../ui/Age.tsx';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { DropZone } from '../bring/DropZone.tsx';
import type { TrustSummary } from './checkProof.ts';
import type { TrustFile } from './trustStore.ts';

interface TrustPanelProps {
  /** `null` for nobody. */
  trust: TrustFile | null | undefined;
  summary: TrustSummary | null;
  /** Why the file that was dropped is none. */
  error: string | null;
  onFile(file: File): void;
  onServer(): void;
  onNobody(): void;
}

/** Whom the verifier decided to believe, where that came from, and how to choose another. */
export function TrustPanel({ trust, summary, error, onFile, onServer, onNobody }: TrustPanelProps) {
  return (
    <Card title="Whom you trust" className="trust-panel">
      <div className="stack">
        {trust === undefined && <Skeleton height="6rem" />}
        {trust === null && (
          <Callout tone="warning" title="Nobody">
            <p>Without a trust file nothing can be proved: anyone can make a file that agrees with itself.</p>
          </Callout>
        )}
        {trust?.origin.kind === 'server' && (
          <Callout tone="info" title="Taken from this server">
            <p>
              {trust.origin.url.replace(/^https?:\/\//, '')} vouches for itself here. Compare the fingerprint
              over another way, or use a trust file that somebody you trust gave you.
            </p>
            <p className="small">
              Taken <Age timeMs={trust.origin.takenAtMs} />
              {trust.origin.isCached ? ', kept on this device because the server does not answer.' : '.'}
            </p>
          </Callout>
        )}
        {trust?.origin.kind === 'file' && (
          <Callout tone="good" title={`Your file ${trust.origin.name}`}>
            <p>Chosen by you; the server has no say in it.</p>
          </Callout>
        )}
        {error !== null && (
          <Callout tone="danger" title="That is not a trust file" isAlert>
            <p>{error}</p>
          </Callout>
        )}
        {summary !== null && (
          <Facts
            items={[
              ['Members', summary.members.map(({ name }) => name).join(', ') || 'none'],
              ['Log', summary.servers.map(({ origin }) => <div key={origin}>{origin}</div>)],
              ['Chain', String(summary.chainId)],
              ['Fingerprint', <Hash key="fingerprint" value={summary.fingerprint} />],
            ]}
          />
        )}
        <DropZone
          title="Use a trust file of your own"
          hint="trust.cbor, from somebody whom you trust"
          accept=".cbor,application/cbor"
          onFiles={([file]) => onFile(file)}
        />
        <div className="row">
          {trust?.origin.kind !== 'server' && (
            <Button isSmall onClick={onServer}>
              Use this server's
            </Button>
          )}
          {trust !== null && (
            <Button isSmall kind="quiet" onClick={onNobody}>
              Trust nobody
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}

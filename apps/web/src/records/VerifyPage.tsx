// SPDX-License-Identifier: Apache-2.0
import './VerifyPage.css';
import { useState } from 'react';
import { useFormat } from '../app/useFormat.ts';
import { Badge } from '../ui/Badge.tsx';
import { Card } from '../ui/Card.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Hash } from '../ui/Hash.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { DropZone } from './bring/DropZone.tsx';
import { ChainCheck } from './proof/ChainCheck.tsx';
import type { CheckedProof } from './proof/checkProof.ts';
import { type HandedProof, takeHandedProof } from './proof/handedProof.ts';
import { PeriodContent } from './proof/PeriodContent.tsx';
import { ProofResult } from './proof/ProofResult.tsx';
import { ProofSteps } from './proof/ProofSteps.tsx';
import { TrustPanel } from './proof/TrustPanel.tsx';
import { useVerifier } from './proof/useVerifier.ts';

/** Takes a proof file and says, without any server, what holds and whom one believes for it. */
export function VerifyPage() {
  const [proof, setProof] = useState<HandedProof | null>(takeHandedProof);
  const verifier = useVerifier(proof);
  const { isReady, loadError, trust, checked } = verifier;
  return (
    <>
      <PageHeader
        title="Verify a proof"
        actions={
          isReady && (
            <Badge tone="good" hasDot title="Unplug the server if you like">
              Needs no server any more
            </Badge>
          )
        }
      >
        Somebody gave you a .datacar file. This page checks it here, in your browser: nothing is sent
        anywhere.
      </PageHeader>
      <div className="verify-columns">
        <div className="stack">
          {loadError !== null && <ErrorState error={loadError} />}
          <DropZone
            title={proof === null ? 'Drop a proof file here' : 'Drop another proof file'}
            hint="or press to choose one, ending in .datacar"
            accept=".datacar,application/cbor"
            onFiles={([file]) => void readFile(file).then(setProof)}
          />
          {proof !== null && checked === null && loadError === null && (
            <div role="status" aria-label="Checking the proof">
              <Skeleton height="9rem" />
            </div>
          )}
          {proof !== null && checked !== null && (
            <Checked
              proof={proof}
              checked={checked}
              trustFile={trust?.bytes ?? null}
              onAnchored={verifier.setAnchoredAtMs}
            />
          )}
        </div>
        <TrustPanel
          trust={trust}
          summary={verifier.trustSummary}
          error={verifier.trustError}
          onFile={(file) =>
            void readFile(file).then(({ name, bytes }) =>
              verifier.setTrust({ bytes, origin: { kind: 'file', name } }),
            )
          }
          onServer={verifier.takeServerTrust}
          onNobody={() => verifier.setTrust(null)}
        />
      </div>
    </>
  );
}

async function readFile(file: File): Promise<HandedProof> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

interface CheckedProps {
  proof: HandedProof;
  checked: CheckedProof;
  trustFile: Uint8Array | null;
  onAnchored(anchoredAtMs: number): void;
}

function Checked({ proof, checked, trustFile, onAnchored }: CheckedProps) {
  const format = useFormat();
  const { verdict, windows, anchor, fileBytes, fileHash } = checked;
  return (
    <>
      <ProofResult verdict={verdict} />
      {verdict.kind !== 'malformed' && (
        <Card title="Step by step">
          <ProofSteps steps={verdict.steps} />
        </Card>
      )}
      {verdict.kind === 'period' && verdict.verdict !== 'FAILED' && (
        <Card title="What it covers">
          <PeriodContent verdict={verdict} windows={windows} />
        </Card>
      )}
      {verdict.verdict === 'PROVED' && trustFile !== null && (
        <ChainCheck key={fileHash} proof={proof.bytes} trustFile={trustFile} onAnchored={onAnchored} />
      )}
      <Card title="The file">
        <Facts
          items={[
            ['Name', proof.name],
            ['Size', `${format.number(fileBytes)} bytes`],
            ['SHA-256', <Hash key="hash" value={fileHash} />],
            [
              'Car',
              'vehicle' in verdict && verdict.vehicle !== undefined ? (
                <Hash key="did" value={verdict.vehicle.did} isWhole />
              ) : null,
            ],
            ['Anchor transaction', anchor && <Hash key="anchor" value={anchor.transactionHash} />],
            ['Log', anchor && `No. ${anchor.logId}, ${format.number(anchor.size)} entries when anchored`],
          ]}
        />
      </Card>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Step, Steps } from '../../ui/Steps.tsx';
import { handOverProof } from './handedProof.ts';
import { makeProof, type ProofRequest, type ProofStage } from './makeProof.ts';
import { PeriodContent } from './PeriodContent.tsx';
import { ProofResult } from './ProofResult.tsx';
import { ProofSteps } from './ProofSteps.tsx';
import { saveFile } from './saveFile.ts';

/** Makes the proof that was asked for, saying what is being done, and offers the file. */
export function MakeProof({ request }: { request: ProofRequest }) {
  const [stages, setStages] = useState<readonly ProofStage[]>([]);
  const navigate = useNavigate();
  const format = useFormat();
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['proof', request],
    queryFn: () => {
      setStages([]);
      return makeProof(request, (stage) => setStages((before) => [...before, stage]));
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  if (isFetching || data === undefined) {
    if (error !== null && !isFetching) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <Progress stages={stages} />;
  }
  const { fileName, bytes, checked } = data;
  const { verdict, windows } = checked;
  return (
    <>
      <ProofResult verdict={verdict}>
        <div className="row">
          <Button kind="primary" onClick={() => saveFile(fileName, bytes)}>
            <Icon name="download" />
            Download the proof
          </Button>
          <Button
            onClick={() => {
              handOverProof({ name: fileName, bytes });
              void navigate({ to: '/verify' });
            }}
          >
            <Icon name="shield" />
            See it as a verifier does
          </Button>
        </div>
        <p className="small faint">
          {fileName}, {format.number(bytes.length)} bytes. It shows this and nothing else of the car. Whoever
          gets it can check it offline, with no account here.
        </p>
      </ProofResult>
      {verdict.kind === 'period' && (
        <Card title="What it covers">
          <PeriodContent verdict={verdict} windows={windows} />
        </Card>
      )}
      {verdict.kind !== 'malformed' && (
        <Card title="Why it holds">
          <ProofSteps steps={verdict.steps} />
        </Card>
      )}
    </>
  );
}

function Progress({ stages }: { stages: readonly ProofStage[] }) {
  const now = stages.at(-1) ?? 'asking';
  const isAnchoring = stages.includes('anchoring');
  return (
    <Card title="Making the proof">
      <div role="status">
        <Steps>
          <Step title="Find the batch that the car signed" isDone={now !== 'asking'} />
          {isAnchoring && (
            <Step title="Anchor the log on the chain" isDone={now !== 'anchoring'}>
              {now === 'anchoring' && (
                <p className="soft">
                  This was not on the chain yet. The log is being written there; that takes a block.
                </p>
              )}
            </Step>
          )}
          <Step title="Check the file in this browser" />
        </Steps>
      </div>
    </Card>
  );
}

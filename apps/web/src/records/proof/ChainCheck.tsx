// SPDX-License-Identifier: Apache-2.0
import type { VerifyProofOnChainReturnType } from '@datacar/sdk/records/verifyProofOnChain';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { useConnection } from '../../app/connection.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Time } from '../../ui/Time.tsx';
import { ProofSteps } from './ProofSteps.tsx';

interface ChainCheckProps {
  proof: Uint8Array;
  trustFile: Uint8Array;
  onAnchored(anchoredAtMs: number): void;
}

/** What a file cannot say by itself: that the anchor stands on the chain, and since when. */
export function ChainCheck({ proof, trustFile, onAnchored }: ChainCheckProps) {
  const { isReachable } = useConnection();
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: async (): Promise<VerifyProofOnChainReturnType> => {
      const [{ verifyProofOnChain }, { trustAnchorsCodec }] = await Promise.all([
        import('@datacar/sdk/records/verifyProofOnChain'),
        import('@datacar/core/records/trustAnchorsCodec'),
      ]);
      return verifyProofOnChain({
        proof,
        trust: trustAnchorsCodec.decode(trustFile),
        rpcUrl: `${client.url}/rpc`,
      });
    },
    onSuccess: ({ anchor }) => {
      if (anchor !== undefined) onAnchored(anchor.blockTimeMs);
    },
  });
  return (
    <Card title="Ask the chain">
      <div className="stack">
        <p className="soft">
          {isReachable
            ? 'The file is checked without any server. Whether its anchor stands on the chain, and since when, only the chain can say; this asks it through this server.'
            : 'The server is away, so the chain cannot be asked now. Everything above was checked without it.'}
        </p>
        {data !== undefined && <ProofSteps steps={data.steps} />}
        {data?.anchor !== undefined && (
          <p>
            Anchored in block {data.anchor.blockNumber.toString()} on{' '}
            <Time timeMs={data.anchor.blockTimeMs} as="dateTimeExact" />. What the file shows existed by then.
          </p>
        )}
        {error !== null && <ErrorState error={error} />}
        <div className="row">
          <Button isBusy={isPending} disabled={!isReachable} onClick={() => mutate()}>
            {isPending ? 'Asking …' : data === undefined ? 'Ask the chain' : 'Ask again'}
          </Button>
        </div>
      </div>
    </Card>
  );
}

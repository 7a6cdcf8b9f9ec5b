// SPDX-License-Identifier: Apache-2.0
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useNow } from './clock.ts';
import { askNow, useConnection } from './connection.ts';

/** Says that the server does not answer, for how long, and that the page tries by itself. */
export function ConnectionBanner() {
  const { isReachable, lostAtMs } = useConnection();
  return (
    <div role="status">
      {!isReachable && lostAtMs !== null && (
        <div className="connection-banner">
          <Icon name="warning" />
          <p>
            <strong>The server does not answer.</strong> What you see may be old; the page tries again by
            itself.
            <LostFor sinceMs={lostAtMs} />
          </p>
          <Button isSmall onClick={() => void askNow()}>
            Try now
          </Button>
        </div>
      )}
    </div>
  );
}

function LostFor({ sinceMs }: { sinceMs: number }) {
  useNow();
  const seconds = Math.max(0, Math.round((Date.now() - sinceMs) / 1_000));
  return <span aria-hidden="true"> Gone for {seconds} s.</span>;
}

// SPDX-License-Identifier: Apache-2.0
import { useLiveState } from '../records/liveFeed.ts';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';

/** Whether what is shown is what is: the feed from the server, and whether the car speaks. */
export function LiveStatus({ heardMs, isSilent }: { heardMs: number; isSilent: boolean }) {
  const { status, sinceMs } = useLiveState();
  if (status === 'lost') {
    return (
      <p className="live-status live-lost" role="status">
        <Badge tone="danger" hasDot>
          Connection lost
        </Badge>
        <span>
          <Age timeMs={sinceMs} />, values may be old. Connecting again …
        </span>
      </p>
    );
  }
  return (
    <p className="live-status" role="status">
      {status === 'live' && !isSilent && (
        <Badge tone="good" hasDot>
          Live
        </Badge>
      )}
      {status === 'live' && isSilent && <Badge hasDot>Car is silent</Badge>}
      {status !== 'live' && <Badge hasDot>Connecting</Badge>}
      <span className="soft" aria-hidden="true">
        heard <Age timeMs={heardMs} />
      </span>
    </p>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { Badge } from './Badge.tsx';

export interface LiveBadgeProps {
  status: 'off' | 'connecting' | 'live' | 'lost';
}

/** Whether new values arrive by themselves. */
export function LiveBadge({ status }: LiveBadgeProps) {
  if (status === 'live') {
    return (
      <Badge tone="good" hasDot title="New values show up as they arrive">
        Live
      </Badge>
    );
  }
  if (status === 'lost') {
    return (
      <Badge tone="warning" hasDot title="The connection was lost. What you see gets older until it is back.">
        Reconnecting …
      </Badge>
    );
  }
  return (
    <Badge hasDot title="The live feed is being opened">
      Connecting …
    </Badge>
  );
}

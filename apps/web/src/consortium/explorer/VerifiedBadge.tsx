// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../ui/Badge.tsx';

/** `null`: nobody has compared it. */
export function VerifiedBadge({ isVerified }: { isVerified: boolean | null }) {
  if (isVerified === null) return <Badge>not compared</Badge>;
  return isVerified ? (
    <Badge tone="good" title="The code on the chain equals, byte for byte, what the source compiles to">
      verified
    </Badge>
  ) : (
    <Badge tone="danger" title="The code on the chain is not what the source compiles to">
      differs from its source
    </Badge>
  );
}

// SPDX-License-Identifier: Apache-2.0

import { operationFundAbi } from '@datacar/chain/generated/operationFund';
import { quoteText } from '@datacar/core/consortium/quoteText';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toId } from '../../internal/buildCall.ts';
import { fundContracts, fundWords } from '../../internal/words.ts';

export interface CommentReleaseParameters {
  /** `operation`: for running the platform; `foundation`: its awards. */
  fund: 'operation' | 'foundation';
  /** Number of the release. */
  id: string | number | bigint;
  /** At most 1024 bytes. */
  text: string;
}

/**
 * Comments on a release that a fund was asked for, for everybody and for good. Anybody may.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { commentRelease } from '@datacar/sdk/token/calls/commentRelease';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await commentRelease(client, { fund: 'operation', id: 1, text: 'Which servers?' });
 * await sendCall(client, call, { account });
 */
export async function commentRelease(
  client: Client,
  parameters: CommentReleaseParameters,
): Promise<ContractCall> {
  const { fund, text } = parameters;
  const id = toId(parameters.id);
  return buildCall(client, {
    contract: fundContracts[fund],
    abi: operationFundAbi,
    functionName: 'comment',
    args: [id, text],
    sentence: `Comment on release ${id} of the ${fundWords[fund]}: ${quoteText(text)}`,
  });
}

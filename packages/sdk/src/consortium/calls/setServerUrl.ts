// SPDX-License-Identifier: Apache-2.0

import { membersAbi } from '@datacar/chain/generated/members';
import { quoteText } from '@datacar/core/consortium/quoteText';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toAccount } from '../../internal/buildCall.ts';

export interface SetServerUrlParameters {
  /** Account of the server, one of those that act for the member. */
  server: string;
  /** Where it is reached, at most 256 bytes; empty takes it back. */
  url: string;
}

/**
 * Publishes where a server of the member that signs is reached.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { setServerUrl } from '@datacar/sdk/consortium/calls/setServerUrl';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await setServerUrl(client, { server: '0x…', url: 'https://datacar.example.org' });
 * await sendCall(client, call, { account });
 */
export async function setServerUrl(
  client: Client,
  parameters: SetServerUrlParameters,
): Promise<ContractCall> {
  const server = toAccount(parameters.server, 'server');
  const { url } = parameters;
  return buildCall(client, {
    contract: 'members',
    abi: membersAbi,
    functionName: 'setServerUrl',
    args: [server, url],
    sentence:
      url === ''
        ? `Publish no address of the server ${server} any more`
        : `Publish that the server ${server} is reached at ${quoteText(url)}`,
  });
}

// SPDX-License-Identifier: Apache-2.0

import { validatorsAbi } from '@datacar/chain/generated/validators';
import { quoteText } from '@datacar/core/consortium/quoteText';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toAccount } from '../../internal/buildCall.ts';

export interface RegisterNodeParameters {
  /** The node's own account: the address of the key that signs its blocks. */
  node: string;
  /** Where it is reached, an enode or a URL, at most 256 bytes. */
  endpoint?: string | undefined;
}

/**
 * Registers a node of the member that signs. It counts as a validator once it is proved (`proveNode`).
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { registerNode } from '@datacar/sdk/consortium/calls/registerNode';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await registerNode(client, { node: '0x…', endpoint: 'enode://…@203.0.113.7:30303' });
 * await sendCall(client, call, { account });
 */
export async function registerNode(
  client: Client,
  parameters: RegisterNodeParameters,
): Promise<ContractCall> {
  const node = toAccount(parameters.node, 'node');
  const { endpoint = '' } = parameters;
  return buildCall(client, {
    contract: 'validators',
    abi: validatorsAbi,
    functionName: 'registerNode',
    args: [node, endpoint],
    sentence: `Register your node ${node}${endpoint === '' ? '' : `, reached at ${quoteText(endpoint)}`}`,
  });
}

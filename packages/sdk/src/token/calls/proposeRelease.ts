// SPDX-License-Identifier: Apache-2.0

import { operationFundAbi } from '@datacar/chain/generated/operationFund';
import { quoteText } from '@datacar/core/consortium/quoteText';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toAccount, toHash, toPositive } from '../../internal/buildCall.ts';
import { datr, fundContracts, fundWords } from '../../internal/words.ts';

export interface ProposeReleaseParameters {
  /** `operation`: for running the platform; `foundation`: its awards. */
  fund: 'operation' | 'foundation';
  recipient: string;
  /** DATR in the smallest unit. */
  amount: bigint;
  /** Why, at most 1024 bytes. */
  purpose: string;
  /** Of the published document that explains it. */
  documentHash: string;
}

/**
 * Proposes that a fund pays. A seat of the council may, after the launch; it then stands open for comments.
 *
 * @throws DatacarError INPUT_INVALID, AMOUNT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { proposeRelease } from '@datacar/sdk/token/calls/proposeRelease';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await proposeRelease(client, {
 *   fund: 'operation',
 *   recipient: '0x…',
 *   amount: 250_000n * 10n ** 18n,
 *   purpose: 'Servers of the first year',
 *   documentHash: '0x…',
 * });
 * await sendCall(client, call, { account });
 */
export async function proposeRelease(
  client: Client,
  parameters: ProposeReleaseParameters,
): Promise<ContractCall> {
  const { fund, purpose } = parameters;
  const recipient = toAccount(parameters.recipient, 'recipient');
  const amount = toPositive(parameters.amount);
  return buildCall(client, {
    contract: fundContracts[fund],
    abi: operationFundAbi,
    functionName: 'propose',
    args: [recipient, amount, purpose, toHash(parameters.documentHash, 'documentHash')],
    sentence: `Propose that the ${fundWords[fund]} pay ${datr(amount)} to ${recipient} for ${quoteText(purpose)}`,
  });
}

// SPDX-License-Identifier: Apache-2.0

import { councilAbi } from '@datacar/chain/generated/council';
import { quoteText } from '@datacar/core/consortium/quoteText';
import { zeroHash } from 'viem';
import type { Client } from '../client/Client.ts';
import type { ContractCall } from '../consortium/ContractCall.ts';
import { buildCall, toHash } from './buildCall.ts';

interface ProposeToCouncilOptions {
  /** Its sentence begins in lower case. */
  call: ContractCall;
  reason: string;
  documentHash: string | undefined;
}

/** What the council is to call, as a proposal of one of its seats. */
export function proposeToCouncil(
  client: Client,
  { call, reason, documentHash }: ProposeToCouncilOptions,
): Promise<ContractCall> {
  const hash = documentHash === undefined ? zeroHash : toHash(documentHash, 'documentHash');
  return buildCall(client, {
    contract: 'council',
    abi: councilAbi,
    functionName: 'propose',
    args: [call.to, call.data, reason, hash],
    sentence: `Propose to the council to ${call.sentence}, because ${quoteText(reason)}`,
  });
}

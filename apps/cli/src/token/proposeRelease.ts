// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseAmount } from '@datacar/core/token/parseAmount';
import { proposeRelease as buildProposal } from '@datacar/sdk/token/calls/proposeRelease';
import { type CallOptions, runCall } from '../command/runCall.ts';
import { UsageError } from '../command/UsageError.ts';
import { findAddress } from '../home/findAddress.ts';
import type { FundName } from './fundOption.ts';

interface Options extends CallOptions {
  fund: FundName;
  to: string;
  amount: string;
  purpose: string;
  document?: string;
  documentHash?: string;
}

export const proposeRelease = runCall<Options>(
  async ({ fund, to, amount, purpose, ...document }, { client, context }) =>
    buildProposal(client, {
      fund,
      recipient: await findAddress(context, to),
      amount: parseAmount(amount),
      purpose,
      documentHash: await readDocumentHash(document),
    }),
  {
    creates: 'release',
    next: ({ fund }, id) =>
      `Each seat approves with: datacar fund approve ${id} --fund ${fund} --from ACCOUNT`,
  },
);

async function readDocumentHash({
  document,
  documentHash,
}: Pick<Options, 'document' | 'documentHash'>): Promise<string> {
  if (documentHash !== undefined && document === undefined) return documentHash;
  if (document === undefined || documentHash !== undefined) {
    throw new UsageError('Give the published document with --document FILE, or its --document-hash.');
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(document), hash);
  return `0x${hash.digest('hex')}`;
}

// SPDX-License-Identifier: Apache-2.0
import { approveRelease } from '@datacar/sdk/token/calls/approveRelease';
import { commentRelease } from '@datacar/sdk/token/calls/commentRelease';
import { payRelease } from '@datacar/sdk/token/calls/payRelease';
import { rejectRelease } from '@datacar/sdk/token/calls/rejectRelease';
import { type CallOptions, runCall } from '../command/runCall.ts';
import type { FundName } from './fundOption.ts';

interface Options extends CallOptions {
  fund: FundName;
  release: string;
}

export const approve = runCall<Options>(async ({ fund, release: id }, { client }) =>
  approveRelease(client, { fund, id }),
);

export const reject = runCall<Options>(async ({ fund, release: id }, { client }) =>
  rejectRelease(client, { fund, id }),
);

export const pay = runCall<Options>(async ({ fund, release: id }, { client }) =>
  payRelease(client, { fund, id }),
);

export const comment = runCall<Options & { text: string }>(async ({ fund, release: id, text }, { client }) =>
  commentRelease(client, { fund, id, text }),
);

// SPDX-License-Identifier: Apache-2.0
import { addMember } from '@datacar/sdk/consortium/calls/addMember';
import { leaveConsortium } from '@datacar/sdk/consortium/calls/leaveConsortium';
import { setServerUrl } from '@datacar/sdk/consortium/calls/setServerUrl';
import { type CallOptions, runCall } from '../command/runCall.ts';
import { findAddress } from '../home/findAddress.ts';

interface AddOptions extends CallOptions {
  account: string;
  name: string;
  role: string[];
}

export const add = runCall<AddOptions>(async ({ account, name, role: roles }, { client, context }) =>
  addMember(client, { account: await findAddress(context, account), name, roles }),
);

export const publishUrl = runCall<CallOptions & { account: string; url: string }>(
  async ({ account, url }, { client, context }) =>
    setServerUrl(client, { server: await findAddress(context, account), url }),
);

export const leave = runCall<CallOptions>(async (_options, { client }) => leaveConsortium(client));

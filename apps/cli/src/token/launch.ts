// SPDX-License-Identifier: Apache-2.0
import { launch as buildLaunch } from '@datacar/sdk/token/calls/launch';
import { type CallOptions, runCall } from '../command/runCall.ts';

export const launch = runCall<CallOptions>(async (_options, { client }) => buildLaunch(client), {
  next: () => 'Every date from now on: datacar token schedule',
});

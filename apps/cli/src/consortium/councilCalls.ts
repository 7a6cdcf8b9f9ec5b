// SPDX-License-Identifier: Apache-2.0
import { approveAction } from '@datacar/sdk/consortium/calls/approveAction';
import { pauseContract } from '@datacar/sdk/consortium/calls/pauseContract';
import { setSeats } from '@datacar/sdk/consortium/calls/setSeats';
import { unpauseContract } from '@datacar/sdk/consortium/calls/unpauseContract';
import { withdrawApproval } from '@datacar/sdk/consortium/calls/withdrawApproval';
import { type CallOptions, runCall } from '../command/runCall.ts';
import { UsageError } from '../command/UsageError.ts';
import { findAddress } from '../home/findAddress.ts';

interface PauseOptions extends CallOptions {
  contract: string;
  reason: string;
}

const showNext = { next: () => 'How it stands: datacar council show' };

export const seats = runCall<CallOptions & { seat: string[]; threshold: number }>(
  async ({ seat, threshold }, { client, context }) =>
    setSeats(client, {
      seats: await Promise.all(seat.map((account) => findAddress(context, account))),
      threshold,
    }),
  showNext,
);

export const approve = runCall<CallOptions & { action: string }>(
  async ({ action: id }, { client }) => approveAction(client, { id }),
  showNext,
);

export const withdraw = runCall<CallOptions & { action: string }>(
  async ({ action: id }, { client }) => withdrawApproval(client, { id }),
  showNext,
);

export const pause = runCall<PauseOptions & { for: number }>(
  async ({ contract, reason, for: durationSeconds }, { client }) =>
    pauseContract(client, { contract: pausable(contract), durationSeconds, reason }),
  { creates: 'action', ...showNext },
);

export const unpause = runCall<PauseOptions>(
  async ({ contract, reason }, { client }) =>
    unpauseContract(client, { contract: pausable(contract), reason }),
  { creates: 'action', ...showNext },
);

function pausable(contract: string): 'vehicleRegistry' | 'recordLog' {
  if (contract === 'vehicleRegistry' || contract === 'recordLog') return contract;
  throw new UsageError('Only vehicleRegistry and recordLog can be paused.');
}

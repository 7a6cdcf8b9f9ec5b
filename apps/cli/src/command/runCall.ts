// SPDX-License-Identifier: Apache-2.0
import type { Client } from '@datacar/sdk/client/Client';
import type { ContractCall } from '@datacar/sdk/consortium/ContractCall';
import { type OpenedAccount, openAccount } from '../home/openAccount.ts';
import { openClient } from '../home/openClient.ts';
import type { CommandContext } from './CommandContext.ts';
import type { CommandAction } from './defineCommand.ts';
import { readCreatedId } from './readCreatedId.ts';
import { signCall } from './signCall.ts';

/** Options of every command that signs one call. */
export interface CallOptions {
  from: string;
  yes?: boolean;
}

export interface PrepareCallContext {
  client: Client;
  account: OpenedAccount;
  context: CommandContext;
}

interface RunCallOptions<Options> {
  /** What to do next, for a person. */
  next?: (options: Options, id: string | undefined) => string;
  /** What the call makes, whose number the contract's event says first. */
  creates?: 'proposal' | 'release' | 'action';
}

/** A command that signs one call: `prepare` makes it from the options. */
export function runCall<Options extends CallOptions>(
  prepare: (options: Options, context: PrepareCallContext) => Promise<ContractCall>,
  { next, creates }: RunCallOptions<Options> = {},
): CommandAction<Options> {
  return async (options, context) => {
    const { output } = context;
    const client = await openClient(context);
    const account = await openAccount(context, options.from);
    const call = await prepare(options, { client, account, context });
    const sent = await signCall({ call, account, yes: options.yes }, client, context);
    if (sent === undefined) {
      output.json({ sentence: call.sentence, hash: null });
      return 'failed';
    }
    const { hash, blockNumber, sentence, from } = sent;
    const id = creates === undefined ? undefined : readCreatedId(sent.receipt, call.to);
    output.json({ sentence, from, hash, blockNumber, ...(creates !== undefined && { [creates]: id }) });
    const what = id === undefined ? 'Done' : `${creates} ${id}`;
    output.line(`${output.colors.green('✔')} ${what} in block ${blockNumber}, transaction ${hash}`);
    const advice = next?.(options, id);
    if (advice !== undefined) output.line(output.colors.dim(advice));
    return 'done';
  };
}

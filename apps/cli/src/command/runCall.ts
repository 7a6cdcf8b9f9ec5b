// SPDX-License-Identifier: Apache-2.0
import type { Client } from '@datacar/sdk/client/Client';
import type { ContractCall } from '@datacar/sdk/consortium/ContractCall';
import { type OpenedAccount, openAccount } from '../home/openAccount.ts';
import { openClient } from '../home/openClient.ts';
import type { CommandContext } from './CommandContext.ts';
import type { CommandAction } from './defineCommand.ts';
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

/** A command that signs one call: `prepare` makes it from the options. */
export function runCall<Options extends CallOptions>(
  prepare: (options: Options, context: PrepareCallContext) => Promise<ContractCall>,
  /** What to do next, for a person. */
  next?: (options: Options) => string,
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
    output.json({ sentence, from, hash, blockNumber });
    output.line(`${output.colors.green('✔')} Done in block ${blockNumber}, transaction ${hash}`);
    const advice = next?.(options);
    if (advice !== undefined) output.line(output.colors.dim(advice));
    return 'done';
  };
}

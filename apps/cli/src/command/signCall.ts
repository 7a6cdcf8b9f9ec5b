// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '@datacar/sdk/client/Client';
import type { ContractCall } from '@datacar/sdk/consortium/ContractCall';
import { type SendCallReturnType, sendCall } from '@datacar/sdk/consortium/sendCall';
import type { OpenedAccount } from '../home/openAccount.ts';
import { openUnsettledCall } from '../home/unsettledCall.ts';
import { askText } from '../wallet/askText.ts';
import type { CommandContext } from './CommandContext.ts';
import type { OptionDefinition } from './defineCommand.ts';

export const yesOption: OptionDefinition = { flags: '-y, --yes', summary: 'do not ask before signing' };

export interface SignCallOptions {
  call: ContractCall;
  account: OpenedAccount;
  /** --yes */
  yes: boolean | undefined;
}

/** What every command that signs says with --json, beside its own. */
export type SignedResult = Pick<SendCallReturnType, 'hash' | 'blockNumber'> & {
  sentence: string;
  from: string;
};

/**
 * Says in a sentence what is going to be signed, asks where somebody is there to be asked, signs, sends, and waits
 * for the block. Repeating a command whose outcome is not known sends what it signed before.
 *
 * @returns undefined when the person said no; that was told
 */
export async function signCall(
  { call, account, yes }: SignCallOptions,
  client: Client,
  { home, output }: CommandContext,
): Promise<(SendCallReturnType & SignedResult) | undefined> {
  const from = account.address.toLowerCase();
  const isAsked = yes !== true && output.isInteractive;
  if (isAsked || !output.isJson) output.note(`${call.sentence}\nSigned by ${from}.`);
  if (isAsked) {
    const answer = await askText('Sign and send? [y/N] ', { isHidden: false });
    if (!/^y(es)?$/i.test(answer.trim())) {
      output.note('Nothing was signed.');
      return undefined;
    }
  }
  const unsettled = openUnsettledCall(home, { ...call, from, url: client.url });
  const rawTransaction = await unsettled.read();
  if (rawTransaction !== undefined) {
    output.note(
      'An earlier command signed this and did not learn its outcome: the same is sent again, and takes effect once.',
    );
  }
  try {
    const sent = await sendCall(client, call, { account, rawTransaction, onSigned: unsettled.keep });
    await unsettled.forget();
    return { ...sent, sentence: call.sentence, from };
  } catch (error) {
    const isSettled =
      error instanceof DatacarError && ['TRANSACTION_REFUSED', 'TRANSACTION_REVERTED'].includes(error.code);
    if (isSettled) await unsettled.forget();
    throw error;
  }
}

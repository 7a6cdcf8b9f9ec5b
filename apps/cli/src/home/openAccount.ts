// SPDX-License-Identifier: Apache-2.0
import type { accountOfPrivateKey } from '@datacar/sdk/wallet/accountOfPrivateKey';
import type { CommandContext } from '../command/CommandContext.ts';
import type { OptionDefinition } from '../command/defineCommand.ts';

/** An account with its key: it signs transactions, messages and typed data (viem's LocalAccount). */
export type OpenedAccount = ReturnType<typeof accountOfPrivateKey>;

/** `--from`, for commands that pay or sign; its value goes to `openAccount`. */
export const fromOption: OptionDefinition = {
  flags: '--from <account>',
  summary: 'who pays and signs: owner, member, or an account of the wallet by name, index or address',
  default: 'owner',
};

/** The same for what an institution does. */
export const fromMemberOption: OptionDefinition = { ...fromOption, default: 'member' };

/**
 * Opens one of the accounts of a home: `owner` (the home's own), `member` (the institution whose server runs on the
 * home), or one of the wallet by its name, its index (`3` or `#3`) or its address.
 *
 * @throws DatacarError ACCOUNT_UNKNOWN, UNAUTHENTICATED when the home has no owner, SEAL_INVALID
 */
export async function openAccount(
  context: Pick<CommandContext, 'home' | 'passphraseFile'>,
  nameOrAddressOrIndex: string = 'owner',
): Promise<OpenedAccount> {
  // Loaded when needed: definitions of commands import this file for the option alone.
  const [{ readAccountKey }, { accountOfPrivateKey }] = await Promise.all([
    import('./readAccountKey.ts'),
    import('@datacar/sdk/wallet/accountOfPrivateKey'),
  ]);
  return accountOfPrivateKey(await readAccountKey(context, nameOrAddressOrIndex));
}

// SPDX-License-Identifier: Apache-2.0
import { checksumAddress } from '@datacar/sdk/wallet/checksumAddress';
import type { CommandAction } from '../command/defineCommand.ts';
import { addDerivedAccount } from './addDerivedAccount.ts';

export const addAccount: CommandAction<{ name: string }> = async ({ name }, context) => {
  const { output } = context;
  const { index, address, purpose, createdAtMs } = await addDerivedAccount(context, { name });
  output.json({ index, name, address, purpose, createdAtMs });
  output.line(`${output.colors.bold(name)} is ${checksumAddress(address)} (#${index}).`);
  return 'done';
};

// SPDX-License-Identifier: Apache-2.0
import type { CommandContext } from '../command/CommandContext.ts';
import { UsageError } from '../command/UsageError.ts';
import { askText } from './askText.ts';

export interface ConfirmOptions {
  question: string;
  /** Why it takes somebody to say yes, for where nobody can be asked. */
  reason: string;
  /** --yes */
  isConfirmed: boolean | undefined;
}

/** Whether the person means it. @throws UsageError when there is nobody to ask and --yes was not given */
export async function confirm(
  { question, reason, isConfirmed }: ConfirmOptions,
  { output }: Pick<CommandContext, 'output'>,
): Promise<boolean> {
  if (isConfirmed === true) return true;
  if (!output.isInteractive) {
    throw new UsageError(`${reason} There is nobody here to ask; say --yes if you mean it.`);
  }
  return /^y(es)?$/i.test((await askText(`${question} [y/N] `, { isHidden: false })).trim());
}

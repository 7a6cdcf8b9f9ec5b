// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { parseAmount } from '@datacar/core/token/parseAmount';

export interface ReadAmount {
  amount?: bigint;
  /** Why there is none, for below the field. */
  problem?: string;
}

/** A typed amount of DATR, or what is wrong with it. */
export function readAmount(text: string): ReadAmount {
  if (text.trim() === '') return { problem: 'Say how many.' };
  try {
    const amount = parseAmount(text.trim(), { field: 'Amount' });
    return amount === 0n ? { problem: 'Nothing is no amount.' } : { amount };
  } catch (error) {
    if (!(error instanceof DatacarError)) throw error;
    return { problem: error.message };
  }
}

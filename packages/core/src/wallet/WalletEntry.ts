// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod';
import { accountIndexMax } from './openSeed.ts';

const address = z.string().regex(/^0x[0-9a-f]{40}$/);
/** What `checkAccountName` lets pass. */
const name = z.string().min(1).max(32);
const createdAtMs = z.int().nonnegative();

/** What a home keeps of one account: nothing secret. */
export const walletEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    version: z.literal(1),
    kind: z.literal('derived'),
    /** The last number of its path m/44'/60'/0'/0/index. */
    index: z.int().min(0).max(accountIndexMax),
    address,
    name: name.nullable(),
    /** `receive`: for one payment. `named`: stays. */
    purpose: z.enum(['receive', 'named']),
    createdAtMs,
  }),
  z.strictObject({
    version: z.literal(1),
    kind: z.literal('imported'),
    address,
    name: name.nullable(),
    /** The file of its key among the keystores. */
    keystore: z.string().regex(/^UTC--[0-9TZ.-]+--[0-9a-f]{40}$/),
    createdAtMs,
  }),
]);

export type WalletEntry = z.infer<typeof walletEntrySchema>;
export type DerivedEntry = Extract<WalletEntry, { kind: 'derived' }>;
export type ImportedEntry = Extract<WalletEntry, { kind: 'imported' }>;

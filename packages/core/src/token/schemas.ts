// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { address, timeMs } from '../api/schemas.ts';

/** An amount of DATR, of the coin or of a payment token in its smallest unit. */
export const amount = z
  .string()
  .regex(/^\d{1,78}$/)
  .describe('In the smallest unit, a decimal string');

/** The block that an answer was read from. */
export const asOf = z.object({ blockNumber: z.int(), atMs: timeMs });

/** An account, and what it is called when it is a member, a member's server or one of Datacar's contracts. */
export const party = z.object({ account: address, name: z.string().nullable() });

/** A call of a contract in words, as far as its ABI is known here. */
export const contractCall = z.object({
  target: address,
  contract: z.string().nullable().describe("Name of Datacar's contract, such as TechnologyVesting"),
  functionName: z.string().nullable(),
  args: z.array(z.object({ name: z.string(), value: z.string() })),
  data: z.string().regex(/^0x([0-9a-f]{2})*$/),
});

/** The number that a contract gave to a release, a proposal or an action, counted from 1. */
export const numberInput = z.string().regex(/^[1-9]\d{0,15}$/);

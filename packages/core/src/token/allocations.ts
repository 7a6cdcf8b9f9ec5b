// SPDX-License-Identifier: Apache-2.0

/** The five parts of the supply, in the order in which everything lists them. */
export const allocationNames = ['publicOffering', 'technology', 'operation', 'foundation', 'mining'] as const;

export type AllocationName = (typeof allocationNames)[number];

/** Smallest units of one DATR: 18 decimals. */
export const DATR_UNIT = 10n ** 18n;

/** What each allocation was given at the one minting, in the smallest unit; together 800,000,000 DATR. */
export const allocationTotals: Readonly<Record<AllocationName, bigint>> = {
  publicOffering: 200_000_000n * DATR_UNIT,
  technology: 64_000_000n * DATR_UNIT,
  operation: 80_000_000n * DATR_UNIT,
  foundation: 120_000_000n * DATR_UNIT,
  mining: 336_000_000n * DATR_UNIT,
};

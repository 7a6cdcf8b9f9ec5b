// SPDX-License-Identifier: Apache-2.0

/** The rounds of the public offering, by their names in the API. */
export const roundLabels = {
  subscription: 'Subscription',
  firstPlacement: 'First placement',
  secondPlacement: 'Second placement',
} as const;

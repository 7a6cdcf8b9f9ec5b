// SPDX-License-Identifier: Apache-2.0

/** What a test's rich account has when its chain begins: more than 64 bits hold. */
export const RICH_WEI = 10n ** 27n + 1n;

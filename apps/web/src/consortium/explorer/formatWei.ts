// SPDX-License-Identifier: Apache-2.0

const weiPerCoin = 10n ** 18n;
const decimals = 18;

/** Wei in whole coins of the chain, exactly, without trailing zeros. */
export function formatWei(wei: bigint): string {
  const fraction = (wei % weiPerCoin).toString().padStart(decimals, '0').replace(/0+$/, '');
  return `${(wei / weiPerCoin).toLocaleString()}${fraction === '' ? '' : `.${fraction}`} coin`;
}

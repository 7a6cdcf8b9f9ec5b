// SPDX-License-Identifier: Apache-2.0

const weiPerEther = 10n ** 18n;
const decimals = 18;

/** Wei as ether, exactly, without trailing zeros. */
export function formatWei(wei: bigint): string {
  const fraction = (wei % weiPerEther).toString().padStart(decimals, '0').replace(/0+$/, '');
  return `${(wei / weiPerEther).toLocaleString()}${fraction === '' ? '' : `.${fraction}`} ETH`;
}

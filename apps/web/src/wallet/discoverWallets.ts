// SPDX-License-Identifier: Apache-2.0

/** What a wallet offers to a page (EIP-1193). */
export interface WalletProvider {
  request(call: { method: string; params?: readonly unknown[] }): Promise<unknown>;
}

export interface Wallet {
  info: { uuid: string; name: string; icon: string; rdns: string };
  provider: WalletProvider;
}

/** Asks the browser's wallets to announce themselves (EIP-6963) and hands over each. Returns the way to stop. */
export function discoverWallets(onWallet: (wallet: Wallet) => void): () => void {
  const onAnnounce = (event: Event): void => {
    const { detail } = event as CustomEvent<Partial<Wallet> | undefined>;
    if (typeof detail?.info?.uuid !== 'string' || typeof detail.provider?.request !== 'function') return;
    onWallet({ info: detail.info, provider: detail.provider });
  };
  window.addEventListener('eip6963:announceProvider', onAnnounce);
  window.dispatchEvent(new Event('eip6963:requestProvider'));
  return () => window.removeEventListener('eip6963:announceProvider', onAnnounce);
}

// SPDX-License-Identifier: Apache-2.0

/** Lets the app open without its server, where the browser allows it; `vite dev` has no such worker. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch((error: unknown) => {
      // Over a certificate that is not trusted yet there is none, and the app works all the same.
      console.info('The app will not open without its server here:', error);
    });
  });
}

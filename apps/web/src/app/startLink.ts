// SPDX-License-Identifier: Apache-2.0

/** One-time sign-in token of the page's address: `/#token=…`. It stands in the fragment, which no server sees. */
let startToken: string | undefined;

/** Takes the token out of sight and out of the history at once; true when there was one. */
function readAddress(): boolean {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return false;
  startToken = token;
  history.replaceState(history.state, '', location.pathname + location.search);
  return true;
}

readAddress();

/** Gives the token once. */
export function takeStartToken(): string | undefined {
  const taken = startToken;
  startToken = undefined;
  return taken;
}

/** Calls back when a link is opened in a tab that shows the app already. */
export function onStartToken(listener: () => void): void {
  window.addEventListener('hashchange', () => {
    if (readAddress()) listener();
  });
}

// SPDX-License-Identifier: Apache-2.0

/** One-time sign-in token of the page's address: `/#token=…`. It stands in the fragment, which no server sees. */
let startToken: string | undefined;

const params = new URLSearchParams(location.hash.slice(1));
const token = params.get('token');
if (token !== null) {
  startToken = token;
  // Out of sight and out of the history at once.
  history.replaceState(history.state, '', location.pathname + location.search);
}

/** Gives the token once. */
export function takeStartToken(): string | undefined {
  const taken = startToken;
  startToken = undefined;
  return taken;
}

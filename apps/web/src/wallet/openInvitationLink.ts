// SPDX-License-Identifier: Apache-2.0

// An invitation's link is `/#invitation=CODE`: the code stands in the fragment, which no server sees. It stays there.
const code = new URLSearchParams(location.hash.slice(1)).get('invitation');
if (code !== null) history.replaceState(history.state, '', `/invitation#${encodeURIComponent(code)}`);

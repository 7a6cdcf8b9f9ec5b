// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Uses up the one-time token of the address, which stands in the fragment and so was never sent to anyone. */
const script = `
const status = document.getElementById('status');
const show = (text) => { status.textContent = text; };
const token = new URLSearchParams(location.hash.slice(1)).get('token');
history.replaceState(null, '', location.pathname);
const ask = token
  ? fetch('/v1/session/link', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) })
  : fetch('/v1/session');
ask.then(async (response) => {
  const answer = await response.json();
  if (response.ok) show('Signed in as ' + answer.account + '.');
  else if (token) show(answer.error.message);
  else show('Not signed in. Run "npx datacar link" on this machine for a link that signs you in.');
}, () => show('The server does not answer.'));
`;

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 15vh auto; max-width: 34rem; padding: 0 1.5rem; }
h1 { font-weight: 600; margin-bottom: 0; }
`;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Datacar</title>
<style>${style}</style>
<h1>Datacar</h1>
<p>The ledger of a car: what it says is signed in the car, belongs to its owner, and can be checked by anyone.</p>
<p id="status" role="status">One moment …</p>
<ul>
<li><a href="/docs">The API: read it and try it</a></li>
<li><a href="/healthz">How this server is</a></li>
<li><a href="/.well-known/datacar.json">Its chain, contracts, log and keys</a></li>
</ul>
<script>${script}</script>
</html>
`;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policy = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The page that the sign-in link leads to. */
export function registerLandingPage(app: FastifyInstance): void {
  app.get('/', { schema: { hide: true } as object }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page),
  );
}

// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers every request with the text that is its argument, and does nothing else: a benchmark's baseline. */
const [, , answer = ''] = process.argv;
const server = createServer((_request, response) => {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(answer),
  });
  response.end(answer);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
// Without its parent nobody asks any more.
process.once('disconnect', () => process.exit(0));

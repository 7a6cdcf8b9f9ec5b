// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a probe asks and how; one JSON argument of the process. */
export interface LatencyProbeOptions {
  /** `http:` with host and port. */
  url: string;
  path: string;
  token: string;
  /** Keep-alive connections; each waits for its answer, pauses, and asks again. */
  clients: number;
  queriesPerClient: number;
  /** Asked before the clock runs, by each client. */
  warmUpQueries: number;
  /** Each pause is drawn evenly from zero to twice this, or the clients would fall into step. */
  pauseMsMean: number;
}

export interface LatencyProbeResult {
  p50Ms: number;
  p99Ms: number;
  queriesPerSecond: number;
}

/**
 * Measures from the first byte sent to the last byte received, over bare sockets in a process of its own: an HTTP
 * client library, or anything else on the same event loop, would be measured along.
 */
async function probe(options: LatencyProbeOptions): Promise<LatencyProbeResult> {
  const times: number[] = [];
  const clients = Array.from({ length: options.clients }, () => openClient(options));
  const run = (queries: number, record: (ms: number) => void) =>
    Promise.all(clients.map((ask) => askAgainAndAgain(ask, { ...options, queries }, record)));
  await run(options.warmUpQueries, () => undefined);
  const startedAt = performance.now();
  await run(options.queriesPerClient, (ms) => times.push(ms));
  const seconds = (performance.now() - startedAt) / 1_000;
  times.sort((left, right) => left - right);
  const quantile = (part: number) => times[Math.floor(times.length * part)] ?? Number.NaN;
  return { p50Ms: quantile(0.5), p99Ms: quantile(0.99), queriesPerSecond: times.length / seconds };
}

async function askAgainAndAgain(
  ask: () => Promise<void>,
  { queries, pauseMsMean }: { queries: number; pauseMsMean: number },
  record: (ms: number) => void,
): Promise<void> {
  for (let query = 0; query < queries; query += 1) {
    await new Promise((resolve) => setTimeout(resolve, 2 * pauseMsMean * Math.random()));
    const startedAt = performance.now();
    await ask();
    record(performance.now() - startedAt);
  }
}

function openClient({ url, path, token }: LatencyProbeOptions): () => Promise<void> {
  const { hostname, port, host } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  const question = `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n\r\n`;
  return async () => {
    socket.write(question);
    await receiveAnswer(socket);
  };
}

/** Reads one answer with a Content-Length to its end. */
async function receiveAnswer(socket: Socket): Promise<void> {
  let received = '';
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    received += chunk.toString('latin1');
    const bodyAt = received.indexOf('\r\n\r\n') + 4;
    if (bodyAt < 4) continue;
    if (!received.startsWith('HTTP/1.1 200')) throw new Error(received);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1]);
    if (received.length >= bodyAt + length) return;
  }
}

process.send?.(await probe(JSON.parse(process.argv[2] ?? '{}') as LatencyProbeOptions), () =>
  process.exit(0),
);

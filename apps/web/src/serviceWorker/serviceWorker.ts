// SPDX-License-Identifier: Apache-2.0
// Opens the app without its server: every page says so, and the verifier works. It keeps files of the app and nothing
// else; what a server says of cars is never written here.

/** Written in front of this file when the app is built. */
declare const build: {
  /** Of all files of the app; another one makes the browser install this anew. */
  version: string;
  /** Fetched at once. */
  shell: readonly string[];
  /** All files that this build has; older ones are thrown away. */
  files: readonly string[];
};

interface WorkerEvent extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

interface WorkerFetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const cacheName = 'datacar-app';
const page = '/index.html';
/** A phone between two networks waits no longer than this for a server. */
const patienceMs = 4_000;

const worker = globalThis as unknown as {
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: WorkerFetchEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
};

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(url.pathname)) event.respondWith(openPage(request));
  } else if (build.files.includes(url.pathname)) event.respondWith(openFile(url.pathname));
});

/** Addresses of programs and of the API's own pages go to the server untouched. */
function isPage(path: string): boolean {
  return !/^\/(v1|rpc|docs|metrics|healthz|\.well-known)(\/|$)/.test(path) && !/\.\w+$/.test(path);
}

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  // Past the browser's own cache: the page must be the one that this build has.
  await cache.addAll(build.shell.map((path) => new Request(path, { cache: 'reload' })));
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const cache = await caches.open(cacheName);
  const kept = new Set(build.files);
  for (const request of await cache.keys()) {
    if (!kept.has(new URL(request.url).pathname)) await cache.delete(request);
  }
  await worker.clients.claim();
}

/** The server's page while it answers, so that an update shows at once; else the one that is kept. */
async function openPage(request: Request): Promise<Response> {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
    if (response.status < 500) return response;
    return (await readKept(page)) ?? response;
  } catch (error) {
    const kept = await readKept(page);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** Files of the app have a hash in their name or come with each build, so a kept one is never old. */
async function openFile(path: string): Promise<Response> {
  const kept = await readKept(path);
  if (kept !== undefined) return kept;
  const response = await fetch(path);
  if (response.ok) await (await caches.open(cacheName)).put(path, response.clone());
  return response;
}

const readKept = async (path: string): Promise<Response | undefined> =>
  await (await caches.open(cacheName)).match(path);

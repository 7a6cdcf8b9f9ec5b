// SPDX-License-Identifier: Apache-2.0
import type { ClientRequest } from 'node:http';
import react from '@vitejs/plugin-react';
import { defineConfig, type ProxyOptions } from 'vite';
import { serviceWorkerPlugin } from './tools/serviceWorkerPlugin.ts';

/** The server that `vite dev` talks to. */
const target = process.env.DATACAR_URL ?? 'http://127.0.0.1:8080';

/** The server answers only pages of its own origin; while developing, the proxy speaks for it. */
const proxy: ProxyOptions = {
  target,
  changeOrigin: true,
  ws: true,
  configure: (server) => {
    const speakFor = (request: ClientRequest) => {
      if (request.getHeader('origin') !== undefined) request.setHeader('origin', target);
    };
    server.on('proxyReq', speakFor);
    server.on('proxyReqWs', speakFor);
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), serviceWorkerPlugin()],
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/rpc', '/docs', '/metrics', '/healthz', '/.well-known'].map((path) => [path, proxy]),
    ),
  },
  build: {
    manifest: true,
    // Every image and font stays a file, so that the policy needs no data: sources.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
});

// SPDX-License-Identifier: Apache-2.0
import type { AddressInfo } from 'node:net';
import type { DatacarError } from '@datacar/core/errors/DatacarError';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { createClient } from '../client/createClient.ts';
import { watchReadings } from './watchReadings.ts';

const reading = {
  type: 'reading',
  vehicle: '1',
  signal: 'Vehicle.Speed',
  timeMs: 5,
  value: 9.5,
  source: 'software',
};

describe('the live feed', () => {
  let server: WebSocketServer;
  let hellos: unknown[];
  let onHello: (socket: WebSocket) => void;
  let unwatch: () => void = () => {};

  beforeEach(async () => {
    hellos = [];
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    server.on('connection', (socket) => {
      socket.once('message', (data) => {
        hellos.push(JSON.parse(String(data)));
        onHello(socket);
      });
    });
    await new Promise((resolve) => server.once('listening', resolve));
  });

  afterEach(() => {
    unwatch();
    for (const socket of server.clients) socket.terminate();
    server.close();
  });

  const connect = () => ({
    ...createClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret' }),
    sleep: async () => {},
  });

  test('says who it is, hands over readings, and comes back after an interruption', async () => {
    onHello = (socket) => {
      socket.send(JSON.stringify({ type: 'ready', vehicles: ['1'] }));
      socket.send(JSON.stringify(reading), () => hellos.length === 1 && socket.terminate());
    };
    const outcomes: unknown[] = [];
    const readings: unknown[] = [];
    await new Promise<void>((resolve) => {
      unwatch = watchReadings(connect(), {
        vehicles: ['1'],
        onReading: (message) => {
          readings.push(message);
          if (readings.length === 2) resolve();
        },
        onError: ({ code }, { isFinal }) => outcomes.push({ code, isFinal }),
      });
    });
    expect(hellos).toEqual(Array(2).fill({ type: 'hello', token: 'secret', vehicles: ['1'] }));
    expect(readings).toEqual([reading, reading]);
    expect(outcomes).toEqual([{ code: 'SERVER_UNREACHABLE', isFinal: false }]);
  });

  test('ends for good when it is not allowed', async () => {
    onHello = (socket) => {
      socket.send(JSON.stringify({ type: 'error', code: 'FORBIDDEN', message: 'Not yours.' }));
      socket.close();
    };
    const error = await new Promise<DatacarError>((resolve, reject) => {
      unwatch = watchReadings(connect(), {
        onReading: reject,
        onError: (end, { isFinal }) => (isFinal ? resolve(end) : reject(end)),
      });
    });
    expect(error.code).toBe('FORBIDDEN');
    expect(hellos).toHaveLength(1);
  });

  test('does not hand over what the API does not describe', async () => {
    onHello = (socket) => socket.send(JSON.stringify({ ...reading, value: null }));
    const error = await new Promise<DatacarError>((resolve, reject) => {
      unwatch = watchReadings(connect(), { onReading: reject, onError: resolve });
    });
    expect(error.code).toBe('RESPONSE_INVALID');
  });
});

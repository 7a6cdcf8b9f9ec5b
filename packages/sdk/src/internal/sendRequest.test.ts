// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readHealth } from '../api/readHealth.ts';
import type { Client, Credentials } from '../client/Client.ts';
import { createClient } from '../client/createClient.ts';
import { querySeries } from '../records/querySeries.ts';
import { createEnrolmentCode } from '../vehicles/createEnrolmentCode.ts';
import { listVehicles } from '../vehicles/listVehicles.ts';
import { registerVehicle } from '../vehicles/registerVehicle.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const health = { status: 'ok', version: '0.1.0', checks: {} };
const answerJson =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
const answerError = (status: number, code: string, headers?: Record<string, string>): Answer =>
  answerJson(
    status,
    { error: { code, message: 'No.', field: 'from', details: { limit: 3 }, docs: '' } },
    headers,
  );
const breakConnection: Answer = (request) => request.socket.destroy();

describe('requests', () => {
  let server: Server;
  let answers: Answer[];
  let requests: { method: string | undefined; url: string | undefined; authorization: string | undefined }[];
  let pausesMs: number[];

  beforeEach(async () => {
    answers = [];
    requests = [];
    pausesMs = [];
    server = createServer((request, response) => {
      requests.push({
        method: request.method,
        url: request.url,
        authorization: request.headers.authorization,
      });
      request.resume().on('end', () => (answers.shift() ?? answerJson(200, health))(request, response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => server.close());

  const connect = (credentials?: Credentials): Client => ({
    ...createClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, token: 'secret' }),
    sleep: async (durationMs) => {
      pausesMs.push(durationMs);
    },
    ...(credentials === undefined ? {} : { credentials }),
  });

  test('a read is repeated with growing pauses while the server is not there', async () => {
    answers = [breakConnection, answerError(503, 'STARTING'), breakConnection];
    await expect(readHealth(connect())).resolves.toEqual(health);
    expect(requests).toHaveLength(4);
    expect(pausesMs).toHaveLength(3);
    for (const [index, pauseMs] of pausesMs.entries()) {
      expect(pauseMs).toBeGreaterThanOrEqual(125 * 2 ** index);
      expect(pauseMs).toBeLessThanOrEqual(250 * 2 ** index);
    }
  });

  test('in the end it gives up and says which server cannot be reached', async () => {
    answers = [breakConnection, breakConnection, breakConnection, breakConnection];
    await expect(readHealth(connect())).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
    expect(requests).toHaveLength(4);
  });

  test('what is not idempotent is sent once', async () => {
    answers = [breakConnection];
    await expect(createEnrolmentCode(connect(), { vehicle: '1' })).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
    });
    expect(requests).toHaveLength(1);
  });

  test('what the server recognises is sent again', async () => {
    const vehicle = {
      id: '1',
      did: 'did:erc721:1:0x0:1',
      created: true,
      enrolmentCode: null,
      enrolmentExpiresAtMs: null,
    };
    answers = [breakConnection, answerJson(200, vehicle)];
    await expect(registerVehicle(connect(), { vin: 'VF1ACVYB012345678', model: 'Twizy' })).resolves.toEqual(
      vehicle,
    );
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  test("an error carries the server's code, field and details, and is not repeated", async () => {
    answers = [answerError(400, 'INPUT_INVALID')];
    await expect(readHealth(connect())).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: 'No.',
      details: { field: 'from', limit: 3, status: 400 },
    });
    expect(requests).toHaveLength(1);
  });

  test('Retry-After is kept to when it is short, and left to the caller when it is long', async () => {
    answers = [answerError(429, 'RATE_LIMITED', { 'retry-after': '2' })];
    await expect(readHealth(connect())).resolves.toEqual(health);
    expect(pausesMs).toEqual([2000]);
    answers = [answerError(429, 'RATE_LIMITED', { 'retry-after': '3600' })];
    await expect(readHealth(connect())).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('an answer that is not of our making is told as such', async () => {
    answers = [(_request, response) => response.writeHead(404).end('<html>nginx</html>')];
    await expect(readHealth(connect())).rejects.toMatchObject({
      code: 'RESPONSE_INVALID',
      details: { status: 404 },
    });
    answers = [answerJson(200, { status: 'splendid' })];
    await expect(readHealth(connect())).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
  });

  test('the token goes to routes that want a caller, and to no other', async () => {
    answers = [answerJson(200, { items: [], nextCursor: null })];
    await listVehicles(connect());
    await readHealth(connect());
    expect(requests.map(({ authorization }) => authorization)).toEqual(['Bearer secret', undefined]);
  });

  test('an ended session is renewed once', async () => {
    const tokens = ['old'];
    const credentials: Credentials = {
      getToken: () => tokens.at(-1),
      renew: async () => {
        tokens.push('new');
        return true;
      },
    };
    answers = [answerError(401, 'UNAUTHENTICATED'), answerJson(200, { items: [], nextCursor: null })];
    await listVehicles(connect(credentials));
    expect(requests.map(({ authorization }) => authorization)).toEqual(['Bearer old', 'Bearer new']);

    answers = [answerError(401, 'UNAUTHENTICATED'), answerError(401, 'UNAUTHENTICATED')];
    await expect(listVehicles(connect(credentials))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(requests).toHaveLength(4);
  });

  test('path and query are filled in and escaped', async () => {
    answers = [answerJson(200, { items: [], nextCursor: null })];
    await querySeries(connect(), {
      vehicle: '7/../8',
      signals: ['Vehicle.Speed', 'Vehicle.CurrentLocation.Latitude'],
      from: '2021-03-29T00:00:00+01:00',
      to: 5,
    });
    const url = new URL(requests[0]?.url ?? '', 'http://localhost');
    expect(url.pathname).toBe('/v1/vehicles/7%2F..%2F8/series');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      signals: 'Vehicle.Speed,Vehicle.CurrentLocation.Latitude',
      from: '2021-03-29T00:00:00+01:00',
      to: '5',
    });
  });

  test('a wrong address is refused before anything is sent', () => {
    expect(() => createClient({ url: 'localhost:8080' })).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID' }),
    );
    expect(() => createClient({ url: 'nonsense' })).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID' }),
    );
  });
});

// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Aedes } from 'aedes';

export interface TestBrokerOptions {
  /** Default 0: a free port. */
  port?: number;
  /** With it, a client without this password is refused. */
  password?: string;
}

export interface TestBroker {
  url: string;
  port: number;
  /** How many clients are connected now. */
  clientCount(): number;
  publish(topic: string, payload: string | Uint8Array, options?: { retain?: boolean }): Promise<void>;
  /** Resolves when a client has subscribed to this filter, also when it did before. */
  subscribed(filter: string): Promise<void>;
  close(): Promise<void>;
}

/** A real MQTT 3.1.1 broker on the loopback, as a dongle's owner would have one. */
export async function startTestBroker({ port = 0, password }: TestBrokerOptions = {}): Promise<TestBroker> {
  const broker = await Aedes.createBroker({
    authenticate: (_client, _username, given, done) => {
      done(null, password === undefined || given?.toString() === password);
    },
  });
  const subscriptions = new Set<string>();
  broker.on('subscribe', (added) => {
    for (const { topic } of added) subscriptions.add(topic);
  });
  broker.on('clientDisconnect', () => subscriptions.clear());
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;

  return {
    url: `mqtt://127.0.0.1:${address.port}`,
    port: address.port,
    clientCount: () => broker.connectedClients,
    publish: (topic, payload, { retain = false } = {}) =>
      new Promise((resolve, reject) => {
        const body = typeof payload === 'string' ? payload : Buffer.from(payload);
        broker.publish({ cmd: 'publish', qos: 0, dup: false, topic, payload: body, retain }, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    async subscribed(filter) {
      while (!subscriptions.has(filter)) await once(broker, 'subscribe');
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await new Promise<void>((resolve) => broker.close(resolve));
    },
  };
}

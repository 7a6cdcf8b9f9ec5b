// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { MAX_BATCH_BYTES } from '@datacar/core/records/batchLimits';
import { Aedes, type AuthenticateError, type Client, type PublishPacket, type Subscription } from 'aedes';
import { limitPacketSize } from './limitPacketSize.ts';
import type { MqttDependencies, MqttEndpoint } from './MqttEndpoint.ts';
import { ackTopic, vehicleOfBatchTopic } from './topics.ts';

/** A batch with its topic and headers. */
const PACKET_BYTES_MAX = MAX_BATCH_BYTES + 1_024;
/** Cars and a few more; each holds a socket and a few kB. */
const CLIENTS_MAX = 10_000;
/** MQTT 3.1.1 return code 4: bad user name or password. */
const BAD_CREDENTIALS = 4;

export interface OpenBrokerOptions {
  host: string;
  /** 0: any free one. */
  port: number;
}

export interface BrokerDependencies extends MqttDependencies {
  /** Checks a car's signed password. Throws when it is not good. */
  verifyDeviceToken: (token: string) => { vehicle: number; keyIndex: number; expiresAtMs: number };
  clock: () => number;
}

/**
 * The embedded MQTT 3.1.1 broker. A car signs in with its own signed password, publishes its own batches and hears
 * its own answers; nothing else passes.
 */
export async function openBroker(
  options: OpenBrokerOptions,
  dependencies: BrokerDependencies,
): Promise<MqttEndpoint> {
  const { verifyDeviceToken, metrics, logger, clock } = dependencies;
  const tokenOf = new WeakMap<Client, string>();
  const refuse = (reason: string) => metrics.mqttRefusedTotal.inc({ reason });

  const broker = await Aedes.createBroker({
    // What waits for a car that is away is the car's own queue, not the broker's memory.
    queueLimit: 100,
    authenticate(client, username, password, done) {
      try {
        const token = String(password ?? '');
        const device = verifyDeviceToken(token);
        if (username !== String(device.vehicle) || !client.id.startsWith(`vehicle-${device.vehicle}-`)) {
          throw new Error('user name or client id of another vehicle');
        }
        tokenOf.set(client, token);
        endAtExpiry(client, device.expiresAtMs - clock());
        done(null, true);
      } catch (error) {
        refuse('credentials');
        logger.info({ reason: (error as Error).message }, 'MQTT sign-in refused');
        done(
          Object.assign(new Error('not authorized'), { returnCode: BAD_CREDENTIALS }) as AuthenticateError,
          false,
        );
      }
    },
    authorizePublish(client, packet, done) {
      const vehicle = client === null ? undefined : vehicleOf(client);
      if (vehicle === undefined || vehicleOfBatchTopic(packet.topic) !== vehicle || packet.retain) {
        refuse('publish');
        done(new Error('a car publishes its own batches only'));
        return;
      }
      takeBatch(vehicle, packet, done);
    },
    authorizeSubscribe(client, subscription, done) {
      const vehicle = vehicleOf(client);
      const isOwn = vehicle !== undefined && subscription.topic === ackTopic(vehicle);
      if (!isOwn) refuse('subscribe');
      // No subscription (null) makes the broker answer 0x80, failure, and keep the connection.
      done(null, isOwn ? (subscription as Subscription) : null);
    },
    // The batch has been taken already; nobody may hear another car's batches.
    authorizeForward: (_client, packet) => (packet.topic.endsWith('/ack') ? packet : null),
  });

  /** The vehicle whose password opened a connection, as long as that password is good: keys are replaced. */
  function vehicleOf(client: Client): number | undefined {
    try {
      return verifyDeviceToken(tokenOf.get(client) ?? '').vehicle;
    } catch {
      return undefined;
    }
  }

  function takeBatch(vehicle: number, packet: PublishPacket, done: (error?: Error | null) => void): void {
    const { answer, room } = dependencies.receive({ vehicle, bytes: packet.payload as Buffer });
    void answer.then((content) => {
      if (broker.closed) return;
      const message = {
        cmd: 'publish' as const,
        topic: ackTopic(vehicle),
        payload: JSON.stringify(content),
        // A car that is away asks again with the batch itself, so nothing has to wait for it here.
        qos: 0 as const,
        retain: false,
        dup: false,
      };
      broker.publish(message, () => undefined);
    });
    // Until there is room the packet is not acknowledged, the socket is not read, and TCP slows the car down.
    void room.then(() => done(null));
  }

  broker.on('client', () => metrics.mqttClients.set(broker.connectedClients));
  broker.on('clientDisconnect', () => metrics.mqttClients.set(broker.connectedClients));
  broker.on('clientError', (client, error) =>
    logger.debug({ client: client.id, reason: error.message }, 'MQTT client failed'),
  );
  broker.on('connectionError', (_client, error) =>
    logger.debug({ reason: error.message }, 'MQTT connection failed'),
  );

  const server = createServer({ noDelay: true }, (socket) => {
    broker.handle(limitSocket(socket, () => refuse('packetSize')));
  });
  server.maxConnections = CLIENTS_MAX;
  const port = await listen(server, options);

  return {
    url: `mqtt://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    isConnected: () => server.listening,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      await closed;
    },
  };
}

/** A connection lasts no longer than the password that opened it; the car then signs a new one. */
function endAtExpiry(client: Client, lifetimeMs: number): void {
  const timer = setTimeout(() => client.close(), lifetimeMs);
  timer.unref();
  client.conn.once('close', () => clearTimeout(timer));
}

function limitSocket(socket: Socket, onTooLarge: () => void): Duplex {
  const limited = socket.pipe(limitPacketSize(PACKET_BYTES_MAX));
  const stream = Duplex.from({ readable: limited, writable: socket });
  limited.once('error', () => {
    onTooLarge();
    socket.destroy();
  });
  socket.once('error', () => stream.destroy());
  socket.once('close', () => stream.destroy());
  stream.once('error', () => socket.destroy());
  stream.once('close', () => socket.destroy());
  return stream;
}

function listen(server: Server, { host, port }: OpenBrokerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as { port: number }).port);
    });
  });
}

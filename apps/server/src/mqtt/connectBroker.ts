// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import mqtt from 'mqtt';
import type { MqttDependencies, MqttEndpoint } from './MqttEndpoint.ts';
import { ackTopic, batchTopic, vehicleOfBatchTopic } from './topics.ts';

/** A broker on the same network answers in less; then the server starts without and keeps trying. */
const CONNECT_TIMEOUT_MS = 10_000;

export interface ConnectBrokerOptions {
  /** `mqtt://` or `mqtts://`, with this server's own user and password for the broker if it wants them. */
  url: string;
  /** MQTT 5 unless the broker only speaks 3.1.1. */
  protocolVersion?: 4 | 5;
}

/**
 * Uses a broker that somebody else runs. Who may publish is then the broker's business; that a batch is the car's
 * own says its signature, wherever it came from.
 * @throws DatacarError MQTT_UNREACHABLE
 */
export async function connectBroker(
  { url, protocolVersion = 5 }: ConnectBrokerOptions,
  { receive, logger }: MqttDependencies,
): Promise<MqttEndpoint> {
  const client = mqtt.connect(url, {
    protocolVersion,
    clientId: `datacar-server-${process.pid}-${Date.now().toString(36)}`,
    clean: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectPeriod: 2_000,
    resubscribe: true,
  });
  client.on('error', (error) => logger.warn({ reason: error.message }, 'MQTT broker failed'));
  client.on('reconnect', () => logger.info({}, 'MQTT broker: connecting again'));
  // QoS 1 is acknowledged to the broker when this calls back, so waiting here pushes back on it.
  client.handleMessage = (packet, done) => {
    const vehicle = vehicleOfBatchTopic(packet.topic);
    if (vehicle === undefined) {
      done();
      return;
    }
    const { answer, room } = receive({ vehicle, bytes: packet.payload as Buffer });
    void answer.then((content) => client.publish(ackTopic(vehicle), JSON.stringify(content), { qos: 0 }));
    void room.then(() => done());
  };
  try {
    await connected(client);
    await client.subscribeAsync(batchTopic('+'), { qos: 1 });
  } catch (cause) {
    client.end(true);
    throw new DatacarError(
      'MQTT_UNREACHABLE',
      `The MQTT broker at ${withoutCredentials(url)} does not take this server.`,
      {
        cause,
      },
    );
  }
  return {
    url: withoutCredentials(url),
    isConnected: () => client.connected,
    close: () => client.endAsync(),
  };
}

function connected(client: mqtt.MqttClient): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), CONNECT_TIMEOUT_MS);
    client.once('connect', () => {
      clearTimeout(timer);
      resolve();
    });
    client.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

function withoutCredentials(url: string): string {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.toString().replace(/\/$/, '');
}

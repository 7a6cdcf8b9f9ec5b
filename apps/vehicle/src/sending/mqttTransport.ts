// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type IngestAnswer, ingestAnswer } from '@datacar/core/records/ingestAnswer';
import mqtt, { type MqttClient } from 'mqtt';
import { ANSWER_TIMEOUT_MS, type Connection, type OutgoingBatch, type Transport } from './Transport.ts';

/** Enough to fill a group sync of the server, few enough that a lost connection repeats little. */
const WINDOW_BATCHES = 32;
const CONNECT_TIMEOUT_MS = 10_000;
const KEEPALIVE_S = 30;
/** How long a graceful close waits for answers. */
const CLOSE_PATIENCE_MS = 2_000;
/** A granted QoS of 128 says that the broker refused the subscription (MQTT 3.1.1, section 3.9.3). */
const SUBSCRIPTION_REFUSED = 128;

export interface MqttCredentials {
  username: string;
  password: string;
  /** When the connection has to be opened anew with a fresh password; undefined when the password does not end. */
  renewInMs: number | undefined;
}

export interface MqttTransportParameters {
  url: string;
  /** Decimal vehicle id. */
  vehicle: string;
  /** 4 is MQTT 3.1.1, which the embedded broker speaks; 5 is for an external one. */
  protocolVersion?: 4 | 5;
}

interface PendingAnswer {
  resolve(answer: IngestAnswer): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

/** Sends by MQTT, QoS 1. What counts is the signed acknowledgement on the car's own topic; a PUBACK says nothing. */
export function mqttTransport(
  { url, vehicle, protocolVersion = 4 }: MqttTransportParameters,
  { getCredentials }: { getCredentials: () => MqttCredentials },
): Transport {
  return {
    kind: 'mqtt',
    url: withoutCredentials(url),
    windowBatches: WINDOW_BATCHES,
    open: async () => {
      const { username, password, renewInMs } = getCredentials();
      const client = mqtt.connect(url, {
        protocolVersion,
        clientId: `vehicle-${vehicle}-${randomBytes(6).toString('hex')}`,
        username,
        password,
        clean: true,
        reconnectPeriod: 0,
        connectTimeout: CONNECT_TIMEOUT_MS,
        keepalive: KEEPALIVE_S,
        resubscribe: false,
      });
      await connected(client, url);
      const connection = createConnection(client, vehicle, renewInMs);
      await subscribed(client, `datacar/1/${vehicle}/ack`);
      return connection;
    },
  };
}

function withoutCredentials(url: string): string {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}

function connected(client: MqttClient, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = (error: Error | undefined): void => {
      client.off('connect', onConnect);
      client.off('error', give);
      client.off('close', onClose);
      // What the client says after this decision is not news, and must not end the process.
      client.on('error', () => undefined);
      if (error === undefined) {
        resolve();
        return;
      }
      client.end(true);
      reject(brokerError(error, withoutCredentials(url)));
    };
    const onConnect = (): void => give(undefined);
    const onClose = (): void => give(new Error('the connection was closed'));
    client.on('connect', onConnect);
    client.on('error', give);
    client.on('close', onClose);
  });
}

function brokerError(cause: Error, url: string): DatacarError {
  // The client names a refused CONNECT by its return code, a number; the network's errors have text codes.
  const isRefused = 'code' in cause && typeof cause.code === 'number';
  return isRefused
    ? new DatacarError(
        'BROKER_REFUSED',
        `The broker at ${url} refused this car: ${cause.message}. Its key may have been replaced, or its clock may be wrong.`,
        { cause, details: { url } },
      )
    : new DatacarError('BROKER_UNREACHABLE', `The broker at ${url} cannot be reached: ${cause.message}.`, {
        cause,
        details: { url },
      });
}

async function subscribed(client: MqttClient, topic: string): Promise<void> {
  try {
    const granted = await client.subscribeAsync(topic, { qos: 1 });
    if (!granted.some(({ qos }) => (qos as number) >= SUBSCRIPTION_REFUSED)) return;
  } catch (cause) {
    client.end(true);
    throw new DatacarError('BROKER_REFUSED', `The broker does not let this car read ${topic}.`, { cause });
  }
  client.end(true);
  throw new DatacarError('BROKER_REFUSED', `The broker does not let this car read ${topic}.`);
}

function createConnection(client: MqttClient, vehicle: string, renewInMs: number | undefined): Connection {
  const pending = new Map<string, PendingAnswer>();
  let closing = false;
  let resolveLost: (reason: Error | undefined) => void = () => undefined;
  const lost = new Promise<Error | undefined>((resolve) => {
    resolveLost = resolve;
  });

  const settle = (headerHash: string): PendingAnswer | undefined => {
    const found = pending.get(headerHash);
    if (found !== undefined) clearTimeout(found.timer);
    pending.delete(headerHash);
    return found;
  };
  const rejectAll = (error: Error): void => {
    for (const headerHash of [...pending.keys()]) settle(headerHash)?.reject(error);
  };

  client.on('message', (_topic, payload) => {
    const answer = parseAnswer(payload);
    if (answer === undefined) {
      rejectAll(new DatacarError('RESPONSE_INVALID', 'What came on the topic of answers is not one.'));
      return;
    }
    if (answer.headerHash !== null) {
      settle(answer.headerHash.slice(2))?.resolve(answer);
      return;
    }
    // The server could not even read which batch it was. With one on its way that one is meant.
    const [only, ...others] = pending.keys();
    if (only !== undefined && others.length === 0) {
      settle(only)?.resolve(answer);
      return;
    }
    const { code = 'BATCH_MALFORMED', message = 'unreadable' } = answer.error ?? {};
    rejectAll(new DatacarError('BATCH_MALFORMED', `The server could not read a batch (${code}): ${message}`));
  });

  const close = async (): Promise<void> => {
    if (closing) return;
    closing = true;
    const untilMs = performance.now() + CLOSE_PATIENCE_MS;
    while (pending.size > 0 && performance.now() < untilMs)
      await new Promise((resolve) => setTimeout(resolve, 10));
    await client.endAsync().catch(() => client.end(true));
  };
  // An expired password would end the connection in the middle of something.
  const renewal = renewInMs === undefined ? undefined : setTimeout(close, renewInMs);

  client.on('close', () => {
    clearTimeout(renewal);
    const error = new DatacarError('BROKER_UNREACHABLE', 'The connection to the broker was lost.');
    rejectAll(error);
    resolveLost(closing ? undefined : error);
  });

  return {
    lost,
    close,
    send: ({ headerHash, wire }: OutgoingBatch) =>
      new Promise<IngestAnswer>((resolve, reject) => {
        const timer = setTimeout(() => {
          const message = `The server has not answered for ${ANSWER_TIMEOUT_MS} ms.`;
          settle(headerHash)?.reject(new DatacarError('SERVER_TIMEOUT', message));
        }, ANSWER_TIMEOUT_MS);
        pending.set(headerHash, { resolve, reject, timer });
        client.publish(`datacar/1/${vehicle}/batch`, wire as Buffer, { qos: 1 }, (error) => {
          if (error != null) settle(headerHash)?.reject(error);
        });
      }),
  };
}

function parseAnswer(payload: Buffer): IngestAnswer | undefined {
  try {
    const result = ingestAnswer.safeParse(JSON.parse(payload.toString('utf8')));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}

// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { MqttMapping } from '@datacar/core/signals/MqttMapping';
import { connect, type MqttClient } from 'mqtt';
import type { Source, SourceChunk, SourceReadOptions } from '../Source.ts';
import { compileMqttMapping } from './compileMqttMapping.ts';
import { type ChunkQueue, createChunkQueue, emptyChunk } from './createChunkQueue.ts';

const PROTOCOLS = ['mqtt:', 'mqtts:', 'ws:', 'wss:'];
/** Between two attempts to reach a broker. */
const RECONNECT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** Readings of one signal that are closer than this came in one burst. */
const BURST_MS = 100;

export interface MqttSourceOptions {
  /** `mqtt://`, `mqtts://`, `ws://` or `wss://`, with user name and password in it when the broker asks for them. */
  url: string;
  mapping: MqttMapping;
  /** The device whose messages are taken, such as `<user>/<vehicle>` for OVMS; default the first one heard. */
  device?: string | undefined;
  /** Takes the place of the topic filter of a mapping with one rule, such as a topic set on the dongle. */
  topic?: string | undefined;
}

export interface MqttSourceDependencies {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface MqttSource extends Source {
  readonly kind: 'measured';
}

/**
 * A source that listens to an MQTT broker to which a dongle in the car publishes. It keeps trying to reach the broker,
 * subscribes again after every connection, and reports an outage once, as `BROKER_UNREACHABLE`. Messages that cannot be
 * read are reported and never end the source. Two readings of a signal in one millisecond are moved apart by one.
 *
 * @throws DatacarError INPUT_INVALID for a URL of something else; SIGNAL_UNKNOWN, UNIT_UNKNOWN for a mapping that was not parsed by `parseMqttMapping`
 */
export function mqttSource(
  { url, mapping, device, topic }: MqttSourceOptions,
  { now }: MqttSourceDependencies = { now: Date.now },
): MqttSource {
  const rules = topic === undefined ? mapping.rules : mapping.rules.map((rule) => ({ ...rule, topic }));
  const effective: MqttMapping = { ...mapping, rules };
  // Fails here, not when the first message arrives.
  compileMqttMapping(effective, { device });

  async function* read({ signal }: SourceReadOptions = {}): AsyncGenerator<SourceChunk> {
    if (signal?.aborted) return;
    const queue = createChunkQueue();
    const client = listen({ url, mapping: effective, device }, { queue, now });
    const stop = () => queue.close();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      for (let chunk = await queue.take(); chunk !== undefined; chunk = await queue.take()) yield chunk;
    } finally {
      signal?.removeEventListener('abort', stop);
      queue.close();
      await client.endAsync(true);
    }
  }

  return { kind: 'measured', label: `${hostOf(url)} (${mapping.name})`, read };
}

interface ListenDependencies extends MqttSourceDependencies {
  queue: ChunkQueue;
}

function listen(
  { url, mapping, device }: Pick<MqttSourceOptions, 'url' | 'mapping' | 'device'>,
  { queue, now }: ListenDependencies,
): MqttClient {
  const decode = compileMqttMapping(mapping, { device });
  const separate = createSeparator();
  const topics = [...new Set(mapping.rules.map((rule) => rule.topic))];
  let isOutageReported = false;

  const reportOutage = (reason: string) => {
    if (isOutageReported) return;
    isOutageReported = true;
    const message = `${hostOf(url)} cannot be used: ${reason}; it is tried again every ${RECONNECT_MS / 1_000} s.`;
    queue.push({ ...emptyChunk(), refusedReadings: [{ code: 'BROKER_UNREACHABLE', message }] });
  };

  const client = connect(url, {
    clientId: `datacar-${randomBytes(6).toString('hex')}`,
    clean: true,
    reconnectPeriod: RECONNECT_MS,
    reconnectOnConnackError: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    resubscribe: false,
  });
  client.on('connect', () => {
    client.subscribe(topics, { qos: 1 }, (error, granted = []) => {
      const refused = granted.find(({ qos }) => qos >= 128);
      if (error) reportOutage(error.message);
      else if (refused !== undefined) reportOutage(`the subscription to ${refused.topic} is refused`);
      else isOutageReported = false;
    });
  });
  client.on('error', (error) => reportOutage(error.message));
  client.on('close', () => reportOutage('the connection is closed'));
  client.on('message', (topic, payload, { retain }) => {
    const chunk = emptyChunk();
    decode({ topic, payload, isRetained: retain, receivedAtMs: now() }, chunk);
    queue.push(separate(chunk));
  });
  return client;
}

/** A batch holds one reading of a signal at one time, so a second one in the same millisecond gets the next. */
function createSeparator(): (chunk: SourceChunk) => SourceChunk {
  const lastMs = new Map<string, number>();
  return (chunk) => {
    for (const reading of chunk.readings) {
      const last = lastMs.get(reading.path) ?? 0;
      // An older time is the message's own claim and stays; after a burst the clock catches up within milliseconds.
      if (reading.timeMs <= last && reading.timeMs > last - BURST_MS) reading.timeMs = last + 1;
      lastMs.set(reading.path, reading.timeMs);
    }
    return chunk;
  };
}

/** Host and port; the user name and the password of a URL are for the broker only. */
function hostOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !PROTOCOLS.includes(parsed.protocol)) {
    throw new DatacarError(
      'INPUT_INVALID',
      `An MQTT broker's URL begins with one of ${PROTOCOLS.join(', ')}.`,
      {
        details: { field: 'url' },
      },
    );
  }
  return parsed.host;
}

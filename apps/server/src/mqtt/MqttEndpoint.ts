// SPDX-License-Identifier: Apache-2.0
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import type { Metrics } from '../http/createMetrics.ts';

/** What takes a car's batch: resolves with the answer, never throws. */
export type BatchReceiver = (batch: { vehicle: number; bytes: Uint8Array }) => {
  answer: Promise<IngestAnswer>;
  /** Settles when there is room for the next batch; whoever waits for it pushes back on the sender. */
  room: Promise<void>;
};

export interface MqttLogger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface MqttDependencies {
  receive: BatchReceiver;
  metrics: Metrics;
  logger: MqttLogger;
}

/** The way by which cars reach this server over MQTT: the embedded broker, or a connection to another one. */
export interface MqttEndpoint {
  /** What cars connect to; without credentials. */
  readonly url: string;
  isConnected(): boolean;
  close(): Promise<void>;
}

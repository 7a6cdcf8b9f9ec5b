// SPDX-License-Identifier: Apache-2.0
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** What Prometheus sees. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'datacar_' });
  const registers = [registry];

  return {
    registry,
    requestSeconds: new Histogram({
      name: 'datacar_http_request_seconds',
      help: 'Time to answer an HTTP request',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    batchesTotal: new Counter({
      name: 'datacar_ingest_batches_total',
      help: 'Batches by outcome: accepted, repeated, forked',
      labelNames: ['outcome'] as const,
      registers,
    }),
    refusedTotal: new Counter({
      name: 'datacar_ingest_refused_total',
      help: 'Refused batches by error code',
      labelNames: ['code'] as const,
      registers,
    }),
    readingsTotal: new Counter({
      name: 'datacar_ingest_readings_total',
      help: 'Readings of accepted batches: added, duplicate, conflict',
      labelNames: ['outcome'] as const,
      registers,
    }),
    ingestSeconds: new Histogram({
      name: 'datacar_ingest_seconds',
      help: 'From the arrival of a batch to its acknowledgement',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    ingestQueueBytes: new Gauge({
      name: 'datacar_ingest_queue_bytes',
      help: 'Bytes of batches that have arrived and are not yet answered',
      registers,
    }),
    anchorsTotal: new Counter({
      name: 'datacar_anchors_total',
      help: 'Anchors by outcome',
      labelNames: ['outcome'] as const,
      registers,
    }),
    logSize: new Gauge({ name: 'datacar_log_size', help: 'Leaves of the log', registers }),
    anchoredSize: new Gauge({
      name: 'datacar_log_anchored_size',
      help: 'Leaves that the newest anchor covers',
      registers,
    }),
    mqttClients: new Gauge({ name: 'datacar_mqtt_clients', help: 'Connected MQTT clients', registers }),
    liveClients: new Gauge({ name: 'datacar_live_clients', help: 'Connected live feeds', registers }),
    mqttRefusedTotal: new Counter({
      name: 'datacar_mqtt_refused_total',
      help: 'MQTT connections, publications and subscriptions refused',
      labelNames: ['reason'] as const,
      registers,
    }),
  };
}

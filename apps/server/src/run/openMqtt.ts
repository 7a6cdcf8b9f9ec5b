// SPDX-License-Identifier: Apache-2.0
import { connectBroker } from '../mqtt/connectBroker.ts';
import type { MqttEndpoint } from '../mqtt/MqttEndpoint.ts';
import { type BrokerDependencies, openBroker } from '../mqtt/openBroker.ts';
import type { RunOptions } from './RunOptions.ts';

const MQTT_PORT = 1_883;

export interface OpenMqttReturnType {
  endpoint: MqttEndpoint;
  warnings: { code: string; message: string }[];
}

/** Connects to the given broker, or opens the embedded one: on 1883 unless that is taken and nobody insists on it. */
export async function openMqtt(
  { mqttUrl, mqttPort, host }: RunOptions,
  dependencies: BrokerDependencies,
): Promise<OpenMqttReturnType> {
  if (mqttUrl !== undefined) {
    return { endpoint: await connectBroker({ url: mqttUrl }, dependencies), warnings: [] };
  }
  try {
    return { endpoint: await openBroker({ host, port: mqttPort ?? MQTT_PORT }, dependencies), warnings: [] };
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (!isTaken || mqttPort !== undefined) throw error;
  }
  const endpoint = await openBroker({ host, port: 0 }, dependencies);
  const message = `Port ${MQTT_PORT} is taken by another program; the MQTT broker is at ${endpoint.url}.`;
  return { endpoint, warnings: [{ code: 'PORT_TAKEN', message }] };
}

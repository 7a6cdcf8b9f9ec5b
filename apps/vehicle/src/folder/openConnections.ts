// SPDX-License-Identifier: Apache-2.0
import type { EmitEvent } from '@datacar/core/vehicles/AgentEvent';
import type { Client } from '@datacar/sdk/client/Client';
import { createDeviceTokens } from '../receipts/createDeviceTokens.ts';
import { httpTransport } from '../sending/httpTransport.ts';
import { type MqttCredentials, mqttTransport } from '../sending/mqttTransport.ts';
import { openUplink, type Uplink } from '../sending/openUplink.ts';
import type { Transport } from '../sending/Transport.ts';
import { createDeviceClient } from './createDeviceClient.ts';
import type { Device } from './Device.ts';

/** How a car reaches its server, where that differs from what enrolment said. */
export interface ConnectionOptions {
  transport?: 'mqtt' | 'http' | undefined;
  /** An external broker, such as `mqtts://broker.example:8883`. */
  mqttUrl?: string | undefined;
  /** 5 for an external broker that speaks it. */
  mqttVersion?: 4 | 5 | undefined;
  /** Where an external broker has users of its own; otherwise the car signs its passwords. */
  mqttLogin?: { username: string; password: string } | undefined;
}

export interface Connections {
  /** HTTP, signed in as the device. */
  client: Client;
  uplink: Uplink;
}

export interface ConnectionDependencies {
  emit: EmitEvent;
  clock(): number;
  random(): number;
}

/** Opens a car's way to its server: MQTT where there is a broker, else HTTP. */
export function openConnections(
  device: Device,
  options: ConnectionOptions,
  { emit, clock, random }: ConnectionDependencies,
): Connections {
  const getToken = createDeviceTokens(device, { clock });
  const client = createDeviceClient(device.identity, getToken);
  const vehicle = String(device.identity.vehicle);
  const url = options.mqttUrl ?? device.identity.mqttUrl;

  const getCredentials = (): MqttCredentials => {
    if (options.mqttLogin !== undefined) return { ...options.mqttLogin, renewInMs: undefined };
    const { token, renewAtMs } = getToken();
    return { username: vehicle, password: token, renewInMs: Math.max(0, renewAtMs - clock()) };
  };
  const transport: Transport =
    options.transport === 'http' || url === null
      ? httpTransport({ vehicle }, { client })
      : mqttTransport({ url, vehicle, protocolVersion: options.mqttVersion ?? 4 }, { getCredentials });
  return { client, uplink: openUplink({ vehicle, transport }, { emit, random }) };
}

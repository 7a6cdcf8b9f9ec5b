// SPDX-License-Identifier: Apache-2.0

export type Dongle = 'ovms' | 'wican' | 'other';

export interface BrokerSettings {
  /** Host or address, as the dongle reaches it. */
  host: string;
  user: string;
  /** What tells the dongle from others on the broker: OVMS's vehicle id, WiCAN's device id. */
  device: string;
}

export const initialBroker: BrokerSettings = { host: '192.168.1.30', user: 'dongle', device: '' };

/** The file that a mapping of one's own stands in, beside `car.json`. */
export const ownMappingFile = 'my-dongle.json';

/** `car.json` of the agent, for a broker on its own machine. */
export function agentConfig(dongle: Dongle, { user, device }: BrokerSettings): string {
  const name = deviceName(dongle, { user, device });
  const source = {
    type: 'mqtt',
    url: 'mqtt://127.0.0.1:1883',
    mapping: dongle === 'other' ? ownMappingFile : dongle,
    ...(name === '' ? {} : { device: name }),
    username: user,
    passwordFile: 'broker-password',
  };
  return JSON.stringify({ vehicles: [{ folder: 'car', sources: [source] }] }, null, 2);
}

/** As the agent's source names a device: OVMS publishes under its user and its vehicle id. */
function deviceName(dongle: Dongle, { user, device }: Pick<BrokerSettings, 'user' | 'device'>): string {
  if (device === '') return '';
  return dongle === 'ovms' ? `${user}/${device}` : device;
}

/** For the shell of an OVMS module, version 3. */
export function ovmsCommands({ host, user }: BrokerSettings): string {
  return [
    `config set server.v3 server ${host}`,
    'config set server.v3 port 1883',
    `config set server.v3 user ${user}`,
    'config set password server.v3 PASSWORD',
    'config set server.v3 updatetime.on 1',
    'config set auto server.v3 yes',
    'server v3 start',
  ].join('\n');
}

/** A mosquitto with one user. */
export function brokerCommands({ user }: BrokerSettings): string {
  return [
    'sudo apt install mosquitto',
    `sudo mosquitto_passwd -c /etc/mosquitto/passwords ${user}`,
    "printf 'listener 1883\\npassword_file /etc/mosquitto/passwords\\n' | sudo tee /etc/mosquitto/conf.d/dongle.conf",
    'sudo systemctl restart mosquitto',
  ].join('\n');
}

/** A mapping of one's own to begin with: bare values under `car/`. */
export const ownMapping = JSON.stringify(
  {
    version: 1,
    kind: 'mqtt',
    name: 'my-dongle',
    rules: [
      {
        topic: 'car/+',
        payload: 'value',
        capture: 1,
        signals: {
          speed: { signal: 'Vehicle.Speed', unit: 'km/h' },
          soc: { signal: 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current', unit: 'percent' },
        },
      },
    ],
  },
  null,
  2,
);

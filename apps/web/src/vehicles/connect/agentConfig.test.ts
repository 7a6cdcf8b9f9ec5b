// SPDX-License-Identifier: Apache-2.0
import { parseMqttMapping } from '@datacar/core/signals/MqttMapping';
import { expect, test } from 'vitest';
import { agentConfig, ownMapping, ownMappingFile } from './agentConfig.ts';

const broker = { host: '10.0.0.2', user: 'dongle', device: 'TWIZY' };

test('names an OVMS by its user and its vehicle id', () => {
  expect(JSON.parse(agentConfig('ovms', broker))).toMatchObject({
    vehicles: [{ folder: 'car', sources: [{ type: 'mqtt', mapping: 'ovms', device: 'dongle/TWIZY' }] }],
  });
});

test('takes the first device when none is named', () => {
  const { vehicles } = JSON.parse(agentConfig('wican', { ...broker, device: '' }));
  expect(vehicles[0].sources[0]).not.toHaveProperty('device');
  expect(vehicles[0].sources[0].mapping).toBe('wican');
});

test('gives a mapping to begin with that the agent takes', () => {
  expect(JSON.parse(agentConfig('other', broker)).vehicles[0].sources[0].mapping).toBe(ownMappingFile);
  expect(parseMqttMapping(JSON.parse(ownMapping)).rules).toHaveLength(1);
});

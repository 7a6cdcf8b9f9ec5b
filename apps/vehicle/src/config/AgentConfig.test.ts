// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMqttMapping } from '@datacar/core/signals/MqttMapping';
import { describe, expect, test } from 'vitest';
import { compileMqttMapping } from '../sources/mqtt/compileMqttMapping.ts';
import { parseAgentConfig, readAgentConfig } from './AgentConfig.ts';

const page = readFileSync(new URL('../../../../docs/start/dongle.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(
  ([, text = '']) => JSON.parse(text) as Record<string, unknown>,
);

describe('the examples of the dongle page', () => {
  const configs = examples.filter((example) => 'vehicles' in example);
  const mappings = examples.filter((example) => 'rules' in example);

  test('are all one or the other', () => {
    expect(configs.length).toBeGreaterThan(1);
    expect(mappings.length).toBeGreaterThan(0);
    expect(configs.length + mappings.length).toBe(examples.length);
  });

  test.each(configs.map((config) => [config]))('configuration %# is allowed', (config) => {
    expect(parseAgentConfig(config, '/etc/datacar').vehicles.length).toBeGreaterThan(0);
  });

  test.each(mappings.map((mapping) => [mapping]))('mapping %# is allowed', (mapping) => {
    expect(compileMqttMapping(parseMqttMapping(mapping))).toBeTypeOf('function');
  });
});

describe('a configuration', () => {
  const simulated = { folder: 'car', sources: [{ type: 'simulated' }] };

  test('has paths relative to its file, and defaults', () => {
    const [vehicle] = parseAgentConfig(
      {
        vehicles: [
          {
            folder: 'car',
            sources: [{ type: 'mqtt', url: 'mqtt://localhost', mapping: 'ovms', passwordFile: 'secret' }],
            send: { passwordFile: '/run/other' },
          },
        ],
      },
      '/etc/datacar',
    ).vehicles;
    expect(vehicle).toMatchObject({
      folder: '/etc/datacar/car',
      sources: [{ passwordFile: '/etc/datacar/secret' }],
      send: { passwordFile: '/run/other', mqttVersion: '3.1.1' },
      queueMegabytesMax: 512,
    });
  });

  test.each([
    ['nothing', {}],
    ['no vehicle', { vehicles: [] }],
    ['an unknown field', { vehicles: [{ ...simulated, extra: 1 }] }],
    ['no source', { vehicles: [{ folder: 'car', sources: [] }] }],
    ['an unknown source', { vehicles: [{ folder: 'car', sources: [{ type: 'canbus' }] }] }],
    [
      'a broker by HTTP',
      { vehicles: [{ folder: 'car', sources: [{ type: 'mqtt', url: 'http://x', mapping: 'ovms' }] }] },
    ],
    ['a tiny queue', { vehicles: [{ ...simulated, queueMegabytesMax: 1 }] }],
  ])('with %s is refused', (_what, config) => {
    expect(() => parseAgentConfig(config, '/')).toThrowError(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });

  test('that is no JSON is refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'datacar-config-'));
    await writeFile(join(folder, 'car.json'), '{');
    await expect(readAgentConfig(join(folder, 'car.json'))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await rm(folder, { recursive: true });
  });
});

// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourceConfig } from '../config/AgentConfig.ts';
import { loadMqttMapping } from '../sources/mapping/loadMqttMapping.ts';
import { mqttSource } from '../sources/mqtt/mqttSource.ts';
import type { Source } from '../sources/Source.ts';
import { openSimulatedCar } from './openSimulatedCar.ts';

export interface OpenSourceParameters {
  config: SourceConfig;
  /** The car's folder. */
  folder: string;
  /** What relative paths of mapping files start from. */
  baseFolder: string;
}

/** Opens one source of a car. @throws DatacarError MAPPING_UNKNOWN, MAPPING_INVALID, INPUT_INVALID */
export async function openSource({ config, folder, baseFolder }: OpenSourceParameters): Promise<Source> {
  if (config.type === 'simulated') return openSimulatedCar({ folder, seed: config.seed });
  const { mapping, topic, device } = config;
  const file = resolve(baseFolder, mapping);
  return mqttSource({
    url: await withCredentials(config),
    // A file of that name comes before a built-in mapping of the same name.
    mapping: await loadMqttMapping(existsSync(file) ? file : mapping),
    topic,
    device,
  });
}

async function withCredentials({
  url,
  username,
  passwordFile,
}: Extract<SourceConfig, { type: 'mqtt' }>): Promise<string> {
  const full = new URL(url);
  if (username !== undefined) full.username = encodeURIComponent(username);
  if (passwordFile !== undefined)
    full.password = encodeURIComponent((await readFile(passwordFile, 'utf8')).replace(/\r?\n$/, ''));
  return full.href;
}

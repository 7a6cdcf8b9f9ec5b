// SPDX-License-Identifier: Apache-2.0
import { type MqttMapping, parseMqttMapping } from '@datacar/core/signals/MqttMapping';
import { builtInMqttMappings } from './builtInMappings.ts';
import { readMappingFile } from './readMappingFile.ts';

/**
 * The MQTT mapping of this name: a preset (`ovms`, `wican`), else the JSON file at that path.
 *
 * @throws DatacarError MAPPING_UNKNOWN, MAPPING_INVALID
 */
export async function loadMqttMapping(nameOrFile: string): Promise<MqttMapping> {
  const builtIn = builtInMqttMappings.find(({ name }) => name === nameOrFile);
  if (builtIn !== undefined) return builtIn;
  const names = builtInMqttMappings.map(({ name }) => name);
  return parseMqttMapping(await readMappingFile(nameOrFile, names));
}

// SPDX-License-Identifier: Apache-2.0
import { type CsvMapping, parseCsvMapping } from '@datacar/core/signals/CsvMapping';
import { builtInCsvMappings } from './builtInMappings.ts';
import { readMappingFile } from './readMappingFile.ts';

/**
 * The column mapping that `--mapping` names: a built-in one by its name, else the JSON file at that path.
 *
 * @throws DatacarError MAPPING_UNKNOWN, MAPPING_INVALID
 */
export async function loadCsvMapping(nameOrFile: string): Promise<CsvMapping> {
  const builtIn = builtInCsvMappings.find(({ name }) => name === nameOrFile);
  if (builtIn !== undefined) return builtIn;
  const names = builtInCsvMappings.map(({ name }) => name);
  return parseCsvMapping(await readMappingFile(nameOrFile, names));
}

// SPDX-License-Identifier: Apache-2.0
import { readFile, stat } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type CsvMapping, parseCsvMapping } from '@datacar/core/signals/CsvMapping';
import { builtInMappings } from './builtInMappings.ts';

/** A mapping of a thousand columns has 200 kB. */
const MAPPING_FILE_MAX_BYTES = 1024 * 1024;

/**
 * The mapping that `--mapping` names: a built-in one by its name, else the JSON file at that path.
 *
 * @throws DatacarError MAPPING_UNKNOWN, MAPPING_INVALID
 */
export async function loadCsvMapping(nameOrFile: string): Promise<CsvMapping> {
  const builtIn = builtInMappings.find(({ name }) => name === nameOrFile);
  return builtIn ?? parseCsvMapping(await readMappingFile(nameOrFile));
}

/** Reads and parses a mapping file as JSON. */
export async function readMappingFile(file: string): Promise<unknown> {
  let text: string;
  try {
    const { size } = await stat(file);
    if (size > MAPPING_FILE_MAX_BYTES) {
      throw new DatacarError('MAPPING_INVALID', 'The mapping file is too large.', {
        details: { file, size },
      });
    }
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof DatacarError) throw cause;
    const names = builtInMappings.map(({ name }) => name).join(', ');
    throw new DatacarError(
      'MAPPING_UNKNOWN',
      `${file} is neither a built-in mapping (${names}) nor a file.`,
      {
        details: { mapping: file },
        cause,
      },
    );
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new DatacarError('MAPPING_INVALID', `The mapping file is not JSON: ${String(cause)}.`, {
      details: { file },
      cause,
    });
  }
}

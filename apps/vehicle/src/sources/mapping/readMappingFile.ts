// SPDX-License-Identifier: Apache-2.0
import { readFile, stat } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** A mapping of a thousand columns has 200 kB. */
const MAPPING_FILE_MAX_BYTES = 1024 * 1024;

/**
 * Reads a mapping file as JSON.
 *
 * @param builtInNames what could have been meant instead, for the message
 * @throws DatacarError MAPPING_UNKNOWN, MAPPING_INVALID
 */
export async function readMappingFile(file: string, builtInNames: readonly string[]): Promise<unknown> {
  const text = await readText(file, builtInNames);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new DatacarError('MAPPING_INVALID', `The mapping file ${file} is not JSON.`, {
      details: { file },
      cause,
    });
  }
}

async function readText(file: string, builtInNames: readonly string[]): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MAPPING_FILE_MAX_BYTES) {
      throw new DatacarError('MAPPING_INVALID', `The mapping file ${file} is too large.`, {
        details: { file, size, max: MAPPING_FILE_MAX_BYTES },
      });
    }
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof DatacarError) throw cause;
    const names = builtInNames.join(', ');
    throw new DatacarError(
      'MAPPING_UNKNOWN',
      `${file} is neither a built-in mapping (${names}) nor a file.`,
      {
        details: { mapping: file },
        cause,
      },
    );
  }
}

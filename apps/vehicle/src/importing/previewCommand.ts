// SPDX-License-Identifier: Apache-2.0
import { createEmitter } from '../cli/createEmitter.ts';
import { loadCsvMapping } from '../sources/mapping/loadCsvMapping.ts';
import { previewFile } from './previewFile.ts';

export interface PreviewOptions {
  jsonLines: boolean;
  mapping?: string;
}

/** `datacar-vehicle preview`: shows how the first rows of a file read, and imports nothing. */
export async function previewCommand(file: string, options: PreviewOptions): Promise<void> {
  const emit = createEmitter(options);
  const mapping = options.mapping === undefined ? undefined : await loadCsvMapping(options.mapping);
  emit({ event: 'preview', preview: await previewFile(file, mapping) });
}

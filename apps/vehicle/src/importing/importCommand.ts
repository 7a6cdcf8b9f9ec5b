// SPDX-License-Identifier: Apache-2.0
import type { CommonOptions } from '../cli/CommonOptions.ts';

export interface ImportOptions extends CommonOptions {
  folder: string;
  mapping?: string;
  transport?: 'mqtt' | 'http';
}

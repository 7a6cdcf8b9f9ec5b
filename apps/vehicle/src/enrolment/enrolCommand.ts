// SPDX-License-Identifier: Apache-2.0
import type { CommonOptions } from '../cli/CommonOptions.ts';

export interface EnrolOptions extends CommonOptions {
  server?: string;
  code: string;
  folder: string;
}

// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';

export const appDirectory = join(import.meta.dirname, '..');
/** Where the built app is. */
export const builtDirectory = join(appDirectory, 'dist');

// SPDX-License-Identifier: Apache-2.0
// A worker thread begins without the loader of its parent; the sources are TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');

#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The sources are TypeScript; tsx runs them, so nothing has to be built after npm ci.
import { register } from 'tsx/esm/api';

register();
await import('../src/main.ts');

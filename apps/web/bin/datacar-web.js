#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The sources are TypeScript; tsx runs them.
import { register } from 'tsx/esm/api';

register();
await import('../tools/main.ts');

// SPDX-License-Identifier: Apache-2.0
import type { CommonOptions } from '../cli/CommonOptions.ts';

export interface RunOptions extends CommonOptions {
  config?: string;
  folder?: string[];
  source?: 'simulated' | 'mqtt';
  seed: number;
  mqttSource?: string;
  preset?: string;
  transport?: 'mqtt' | 'http';
}

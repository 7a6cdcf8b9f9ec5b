// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { parseCsvMapping } from '@datacar/core/signals/CsvMapping';
import { parseMqttMapping } from '@datacar/core/signals/MqttMapping';
import { expect, test } from 'vitest';
import { compileCsvMapping } from '../csv/compileCsvMapping.ts';
import { compileMqttMapping } from '../mqtt/compileMqttMapping.ts';

const page = readFileSync(new URL('../../../../../docs/reference/mappings.md', import.meta.url), 'utf8');

test('the mappings in the documentation work', () => {
  const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => JSON.parse(json));
  expect(examples.map(({ kind }) => kind)).toEqual(['csv', 'mqtt']);
  compileCsvMapping(parseCsvMapping(examples[0]), ['date', 'time', 'v', 'soc', 'gear']);
  compileMqttMapping(parseMqttMapping(examples[1]));
});

// SPDX-License-Identifier: Apache-2.0
// Every event that a contract of Datacar can emit is told by the explorer in a sentence.
import { readdirSync } from 'node:fs';
import type { ChainValue, DecodedChainData } from '@datacar/sdk/consortium/decodeChainData';
import { expect, test } from 'vitest';
import { eventsWithoutWords, eventWords } from '../apps/web/src/consortium/explorer/words/eventWords.ts';
import { textOfWords } from '../apps/web/src/consortium/explorer/words/textOfWords.ts';

interface Parameter {
  name: string;
  type: string;
  components?: readonly Parameter[];
}

interface AbiItem {
  type: string;
  name: string;
  inputs: readonly Parameter[];
}

const GENERATED = new URL('../packages/chain/src/generated/', import.meta.url);

async function listEvents(): Promise<{ contract: string; event: AbiItem }[]> {
  const files = readdirSync(GENERATED).filter((file) => !/(Build|Sources)\.ts$/.test(file));
  const modules = await Promise.all(
    files.map((file) => import(new URL(file, GENERATED).href) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module, index) =>
    Object.entries(module)
      .filter(([name]) => name.endsWith('Abi'))
      .flatMap(([, abi]) => (abi as AbiItem[]).filter(({ type }) => type === 'event'))
      .map((event) => ({ contract: files[index]?.replace('.ts', '') ?? '', event })),
  );
}

function sampleOf({ type, components = [] }: Parameter): ChainValue {
  if (type.endsWith('[]')) return [sampleOf({ name: '', type: type.slice(0, -2), components })];
  if (type === 'tuple') return Object.fromEntries(components.map((part) => [part.name, sampleOf(part)]));
  if (type === 'address') return `0x${'ab'.repeat(20)}`;
  if (type.startsWith('bytes')) return `0x${'cd'.repeat(32)}`;
  if (type === 'bool') return true;
  if (type === 'string') return 'a text';
  return 5n;
}

const events = await listEvents();

test('the contracts have events', () => {
  expect(events.length).toBeGreaterThan(80);
});

test.each(events.map((one) => [`${one.contract}.${one.event.name}`, one.event] as const))(
  '%s is told',
  (_, { name, inputs }) => {
    const args = inputs.map((input) => ({ name: input.name, type: input.type, value: sampleOf(input) }));
    const event: DecodedChainData = { name, args };
    const words = eventWords({ event, address: `0x${'ef'.repeat(20)}` });
    if (eventsWithoutWords.includes(name)) {
      expect(words).toBeNull();
      return;
    }
    const text = textOfWords(words ?? []);
    expect(text).toMatch(/^\S.*[.”]$/);
    expect(text).not.toMatch(/undefined|NaN|\[object|null| {2}/);
  },
);

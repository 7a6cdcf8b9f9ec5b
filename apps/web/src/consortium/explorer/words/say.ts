// SPDX-License-Identifier: Apache-2.0
import { type MemberRole, rolesOfMask } from '@datacar/core/consortium/memberRoles';
import type { ChainValue } from '@datacar/sdk/consortium/decodeChainData';

/** Pages that a sentence leads to, by what it names. */
export type WordTarget = 'car' | 'log' | 'proposal' | 'councilAction' | 'fundRelease' | 'offering' | 'token';

/** A piece of a sentence: text, or something that is shown in its own way. */
export type Word =
  | string
  | { kind: 'address'; value: string }
  | { kind: 'hash'; value: string }
  | { kind: 'datr'; amount: bigint }
  | { kind: 'coin'; wei: bigint }
  | { kind: 'moment'; timeMs: number }
  | { kind: 'link'; target: WordTarget; id: string; text: string };

export type Words = readonly Word[];

export type Args = Readonly<Record<string, ChainValue>>;

/** What an event means, in a sentence. `contract` is the address that emitted it. */
export type Sentence = (args: Args, contract: string) => Words;

export type Sentences = Readonly<Record<string, Sentence>>;

type Value = ChainValue | undefined;

/** A sentence of text and what stands in it. */
export function say(texts: TemplateStringsArray, ...values: (Word | Words)[]): Words {
  return texts
    .flatMap((text, index) => [text, ...[values[index] ?? []].flat()])
    .filter((word) => word !== '');
}

export const isZero = (value: Value): boolean => /^0x0+$/.test(String(value));

export const address = (value: Value): Word => ({ kind: 'address', value: String(value) });

export const hash = (value: Value): Word => ({ kind: 'hash', value: String(value) });

export const datr = (value: Value): Word => ({ kind: 'datr', amount: BigInt(String(value)) });

export const coin = (value: Value): Word => ({ kind: 'coin', wei: BigInt(String(value)) });

/** A moment that a contract tells in seconds. */
export const moment = (value: Value): Word => ({ kind: 'moment', timeMs: Number(value) * 1_000 });

/** A link that reads `car 7`. */
export const link = (target: WordTarget, id: Value, word: string): Word => ({
  kind: 'link',
  target,
  id: String(id),
  text: `${word} ${String(id)}`,
});

export const car = (value: Value, word = 'car'): Word => link('car', value, word);

export const quoted = (value: Value): Word => `“${String(value)}”`;

/** `, because “…”`, where a reason was given. */
export const because = (value: Value): Words =>
  value === undefined || value === '' ? [] : say`, because ${quoted(value)}`;

const roleWords: Readonly<Record<MemberRole, string>> = {
  validator: 'validator',
  manufacturer: 'manufacturer',
  registrar: 'registrar',
  chargingOperator: 'charging operator',
  workshop: 'workshop',
  insurer: 'insurer',
  lender: 'lender',
  gridOperator: 'grid operator',
  notary: 'notary',
  regulator: 'regulator',
  foundation: 'foundation',
};

/** A mask of roles: `validator, notary and regulator`. */
export function roles(mask: Value): string {
  const names = rolesOfMask(Number(mask)).map((role) => roleWords[role]);
  const last = names.pop() ?? 'without a role';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

// SPDX-License-Identifier: Apache-2.0
import type { BatchHeader } from '@datacar/core/records/BatchHeader';
import { describe, expect, test } from 'vitest';
import { decideSequence, type SequencedHeader } from './decideSequence.ts';

const hash = (byte: number) => new Uint8Array(32).fill(byte);
const at = (sequence: number, changes: Partial<SequencedHeader> = {}): BatchHeader & SequencedHeader =>
  ({
    sequence,
    headerHash: hash(sequence + 1),
    previousHash: hash(sequence),
    ownerEpoch: 0,
    fromMs: sequence * 60_000,
    toMs: (sequence + 1) * 60_000,
    ...changes,
  }) as BatchHeader & SequencedHeader;

describe('decideSequence', () => {
  test('the first, the next and the one after a hole are next', () => {
    expect(decideSequence(at(0), {})).toBe('next');
    expect(decideSequence(at(5), {})).toBe('next');
    expect(decideSequence(at(5), { before: at(4) })).toBe('next');
    expect(decideSequence(at(5), { before: at(2) })).toBe('next');
  });

  test('one that fills a hole is late', () => {
    expect(decideSequence(at(5), { before: at(4), after: at(6) })).toBe('late');
    expect(decideSequence(at(5), { before: at(2), after: at(9) })).toBe('late');
  });

  test('another header with a known number is a fork', () => {
    expect(decideSequence(at(5, { headerHash: hash(99) }), { same: at(5), before: at(4) })).toBe('fork');
  });

  test('a link to another header than the known one is a fork', () => {
    expect(decideSequence(at(5, { previousHash: hash(99) }), { before: at(4) })).toBe('fork');
    expect(decideSequence(at(5, { headerHash: hash(99) }), { before: at(4), after: at(6) })).toBe('fork');
  });

  test('times and epochs do not run backwards', () => {
    const refused = expect.objectContaining({ code: 'SEQUENCE_INVALID' });
    expect(() => decideSequence(at(5, { fromMs: 299_999 }), { before: at(4) })).toThrow(refused);
    expect(() => decideSequence(at(5, { toMs: 360_001 }), { before: at(4), after: at(6) })).toThrow(refused);
    expect(() => decideSequence(at(5), { before: at(4, { ownerEpoch: 1 }) })).toThrow(refused);
  });
});

// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { describeCarState } from './describeCarState.ts';
import { type AttentionFacts, findAttention } from './findAttention.ts';

const NOW_MS = Date.UTC(2026, 0, 5, 8);
const minuteMs = 60_000;
const dayMs = 86_400_000;
const charge = 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed';

type Values = Record<string, number | string | boolean>;
const heard = (values: Values, ageMs = 5_000, source = 'software') =>
  new Map(
    Object.entries(values).map(([signal, value]) => [signal, { value, timeMs: NOW_MS - ageMs, source }]),
  );

function attentionOf(
  readings: ReturnType<typeof heard>,
  facts: Partial<Pick<AttentionFacts, 'gaps' | 'hasDeviceKey'>> = {},
) {
  const state = describeCarState(readings, NOW_MS);
  const { gaps = [], hasDeviceKey = true } = facts;
  return findAttention({ state, hasDeviceKey, gaps, readings, nowMs: NOW_MS });
}

test('a car that is heard and has nothing to say needs no attention', () => {
  expect(attentionOf(heard({ 'Vehicle.Speed': 50, [charge]: 80 }))).toEqual([]);
});

test('a car that never spoke: not connected, or only silent so far', () => {
  expect(attentionOf(heard({}), { hasDeviceKey: false })).toEqual([{ kind: 'notConnected' }]);
  expect(attentionOf(heard({}))).toEqual([{ kind: 'neverHeard' }]);
});

test('a broken promise counts only once the car is silent, and replaces staleness', () => {
  const open = { kind: 'open', fromMs: NOW_MS - 2 * dayMs, toMs: null };
  expect(attentionOf(heard({ [charge]: 80 }), { gaps: [open] })).toEqual([]);
  expect(attentionOf(heard({ [charge]: 80 }, 2 * dayMs), { gaps: [open] })).toEqual([
    { kind: 'silent', sinceMs: open.fromMs },
  ]);
  expect(attentionOf(heard({ [charge]: 80 }, 2 * dayMs))).toEqual([
    { kind: 'stale', sinceMs: NOW_MS - 2 * dayMs },
  ]);
});

test('a car of which only files tell has no dongle to look after', () => {
  const values = { [charge]: 9, 'Vehicle.Service.DistanceToService': -10 };
  const old = heard(values, 400 * dayMs, 'import');
  expect(attentionOf(old)).toEqual([{ kind: 'imported', untilMs: NOW_MS - 400 * dayMs }]);
  expect(attentionOf(heard({ 'Vehicle.Speed': 0 }, 5_000, 'import'))).toEqual([]);
  const heardLater = new Map([...old, ...heard({ 'Vehicle.Speed': 0 }, 2 * dayMs)]);
  expect(attentionOf(heardLater)).toContainEqual({ kind: 'stale', sinceMs: NOW_MS - 2 * dayMs });
});

test('gaps are added up; what came late is no gap, a fork is worse', () => {
  const gaps = [
    { kind: 'missing', fromMs: NOW_MS - 10 * minuteMs, toMs: NOW_MS - 8 * minuteMs },
    { kind: 'time', fromMs: NOW_MS - 6 * minuteMs, toMs: NOW_MS - 5 * minuteMs },
    { kind: 'late', fromMs: NOW_MS - 4 * minuteMs, toMs: NOW_MS - 3 * minuteMs },
    { kind: 'fork', fromMs: NOW_MS - 4 * minuteMs, toMs: NOW_MS - 3 * minuteMs },
  ];
  expect(attentionOf(heard({ [charge]: 80 }), { gaps })).toEqual([
    { kind: 'fork', count: 1 },
    { kind: 'gaps', count: 2, missingMs: 3 * minuteMs },
  ]);
});

test('a low battery, unless it charges; and a service', () => {
  expect(attentionOf(heard({ [charge]: 9, 'Vehicle.Speed': 0 }))).toEqual([
    { kind: 'chargeLow', percent: 9 },
  ]);
  const charging = { 'Vehicle.Powertrain.TractionBattery.Charging.IsCharging': true };
  expect(attentionOf(heard({ [charge]: 9, ...charging }))).toEqual([]);
  expect(attentionOf(heard({ 'Vehicle.Service.DistanceToService': 400 }))).toEqual([
    { kind: 'serviceSoon', km: 400 },
  ]);
  expect(attentionOf(heard({ 'Vehicle.Service.DistanceToService': -10 }))).toEqual([{ kind: 'serviceDue' }]);
  expect(attentionOf(heard({ 'Vehicle.Service.IsServiceDue': true }))).toEqual([{ kind: 'serviceDue' }]);
});

test('what a silent car did when it was last heard is not told as if it still did', () => {
  const readings = heard({ 'Vehicle.Speed': 50, 'Vehicle.IsMoving': true }, 10 * minuteMs);
  expect(describeCarState(readings, NOW_MS)).toMatchObject({ activity: 'parked', freshness: 'quiet' });
  expect(describeCarState(readings, NOW_MS - 10 * minuteMs)).toMatchObject({
    activity: 'driving',
    freshness: 'live',
  });
});

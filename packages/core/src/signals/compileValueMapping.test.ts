// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileValueMapping } from './compileValueMapping.ts';
import type { ValueMapping } from './ValueMapping.ts';

const speed = 'Vehicle.Speed';
const odometer = 'Vehicle.TraveledDistance';
const gear = 'Vehicle.Powertrain.Transmission.CurrentGear';
const moving = 'Vehicle.IsMoving';
const evse = 'Vehicle.Powertrain.TractionBattery.Charging.EvseId';
const weather = 'Vehicle.Datacar.Weather.Condition';

describe('a raw value', () => {
  test.each<[ValueMapping, unknown, unknown]>([
    [{ signal: speed }, '36.5', 36.5],
    [{ signal: speed }, ' +36.50 ', 36.5],
    [{ signal: speed }, '.5e1', 5],
    [{ signal: speed }, 36.5, 36.5],
    [{ signal: speed }, '-0', 0],
    [{ signal: speed }, -0, 0],
    [{ signal: speed }, '-1e-400', 0],
    [{ signal: speed, unit: 'm/s' }, '10', 36],
    [{ signal: speed, factor: 0.1, offset: -5 }, '100', 5],
    [{ signal: odometer, unit: 'km' }, '12345.6789', 12_345_679],
    [{ signal: odometer, round: true }, '99.5', 100],
    [{ signal: gear, values: { R: -1, N: 0, D: 1 } }, 'R', -1],
    [{ signal: gear, values: { R: -1, N: 0, D: 1 } }, '3', 3],
    [{ signal: gear, values: { 7: 1 } }, 7, 1],
    [{ signal: moving }, 'YES', true],
    [{ signal: moving }, 0, false],
    [{ signal: moving }, true, true],
    [{ signal: moving, values: { parked: false } }, 'parked', false],
    [{ signal: evse }, 'e\u0301', '\u00e9'],
    [{ signal: weather }, 'Clouds', 'Clouds'],
  ])('%o reads %j as %j', (mapping, raw, value) => {
    const result = compileValueMapping(mapping).read(raw);
    expect(result).toEqual({ value });
    expect(Object.is(result?.value, -0)).toBe(false);
  });

  test.each<[ValueMapping, unknown]>([
    [{ signal: speed }, ''],
    [{ signal: speed }, '  '],
    [{ signal: speed }, null],
    [{ signal: speed }, undefined],
    [{ signal: speed, missing: ['n/a', '-1'] }, 'n/a'],
    [{ signal: speed, missing: ['n/a', '-1'] }, -1],
  ])('%o finds no value in %j', (mapping, raw) => {
    expect(compileValueMapping(mapping).read(raw)).toBeUndefined();
  });

  test.each<[ValueMapping, unknown, string]>([
    [{ signal: speed }, '36,5', 'VALUE_UNREADABLE'],
    [{ signal: speed }, '0x10', 'VALUE_UNREADABLE'],
    [{ signal: speed }, '1 000', 'VALUE_UNREADABLE'],
    [{ signal: speed }, 'NaN', 'VALUE_UNREADABLE'],
    [{ signal: speed }, 'Infinity', 'VALUE_UNREADABLE'],
    [{ signal: speed }, true, 'VALUE_UNREADABLE'],
    [{ signal: speed }, { toString: () => '1' }, 'VALUE_UNREADABLE'],
    [{ signal: speed }, '1e309', 'VALUE_NOT_FINITE'],
    [{ signal: odometer }, '99.5', 'VALUE_TYPE_INVALID'],
    [{ signal: odometer, unit: 'km' }, '-1', 'VALUE_OUT_OF_RANGE'],
    [{ signal: moving }, 'perhaps', 'VALUE_UNREADABLE'],
    [{ signal: moving }, 2, 'VALUE_UNREADABLE'],
    [{ signal: evse }, 7, 'VALUE_UNREADABLE'],
    [{ signal: evse }, 'x'.repeat(2_000), 'VALUE_TOO_LONG'],
    [{ signal: weather }, 'Sunny', 'VALUE_OUT_OF_RANGE'],
  ])('%o refuses %j with %s', (mapping, raw, code) => {
    expect(compileValueMapping(mapping).read(raw)).toMatchObject({ code });
  });

  test('may have a decimal comma', () => {
    const { read } = compileValueMapping({ signal: speed }, { decimal: ',' });
    expect(read('36,5')).toEqual({ value: 36.5 });
    expect(read('36.5')).toMatchObject({ code: 'VALUE_UNREADABLE' });
  });

  test('keeps every bit of a number that needs no conversion', () => {
    const { read } = compileValueMapping({ signal: speed, unit: 'km/h' });
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(read(String(value))).toEqual({ value: value + 0 });
      }),
    );
  });

  test('is never quoted at full length', () => {
    const result = compileValueMapping({ signal: speed }).read('secret '.repeat(1_000));
    expect(result?.message?.length).toBeLessThan(120);
  });
});

test.each([
  [{ signal: 'Vehicle.Sped' }, 'SIGNAL_UNKNOWN'],
  [{ signal: speed, unit: 'kg' }, 'UNIT_UNKNOWN'],
])('%o is refused with %s', (mapping, code) => {
  expect(() => compileValueMapping(mapping)).toThrow(expect.objectContaining({ code }));
});

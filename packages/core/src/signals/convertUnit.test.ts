// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canConvertUnit, convertUnit, unitsConvertibleTo } from './convertUnit.ts';

test.each([
  [60, 'mph', 'km/h', 96.56064],
  [1, 'mi', 'km', 1.609344],
  [212, 'Fahrenheit', 'Celsius', 100],
  [-40, 'Fahrenheit', 'Celsius', -40],
  [98.6, 'Fahrenheit', 'Celsius', 37],
  [20, 'Celsius', 'Fahrenheit', 68],
  [273.15, 'Kelvin', 'Celsius', 0],
  [7.4, 'kW', 'W', 7400],
  [1500, 'W', 'kW', 1.5],
  [12_500, 'Wh', 'kWh', 12.5],
  [0.81, 'ratio', 'percent', 81],
  [100_000, 'km', 'm', 100_000_000],
  [10, 'm/s', 'km/h', 36],
  [32, 'psi', 'kPa', 220.632233381376],
  [2.5, 'bar', 'kPa', 250],
  [45, 'min', 's', 2700],
  [3_600, 's', 'h', 1],
  [3_700, 'mV', 'V', 3.7],
  [Math.PI, 'rad', 'degrees', 180],
  [200, 'Wh/km', 'kWh/100km', 20],
  [87.54, 'percent', 'percent', 87.54],
])('%d %s is %d %s', (value, from, to, expected) => {
  expect(convertUnit(value, { from, to })).toBeCloseTo(expected, 9);
});

test('keeps a value that needs no conversion bit for bit', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => {
      expect(convertUnit(value, { from: 'km/h', to: 'km/h' })).toBe(value);
    }),
  );
});

test('gives the value back when converted there and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (value) => {
      const fahrenheit = convertUnit(value, { from: 'Celsius', to: 'Fahrenheit' });
      expect(convertUnit(fahrenheit, { from: 'Fahrenheit', to: 'Celsius' })).toBeCloseTo(value, 6);
    }),
  );
});

test.each([
  ['km', 'km/h'],
  ['furlong', 'km'],
  ['km', 'furlong'],
  ['constructor', 'km'],
])('refuses %s to %s', (from, to) => {
  expect(canConvertUnit({ from, to })).toBe(false);
  expect(() => convertUnit(1, { from, to })).toThrow(expect.objectContaining({ code: 'UNIT_UNKNOWN' }));
});

test('lists the units of a quantity, the signal’s own first', () => {
  expect(unitsConvertibleTo('km/h')).toEqual(['km/h', 'm/s', 'mph', 'knot']);
  expect(unitsConvertibleTo('iso8601')).toEqual(['iso8601']);
});

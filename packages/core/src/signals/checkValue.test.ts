// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../errors/errorCodes.ts';
import { catalogue } from './catalogue.ts';
import { checkValue } from './checkValue.ts';
import type { Signal } from './Signal.ts';
import { signalByPath } from './signalByPath.ts';

function signal(path: string): Signal {
  const found = signalByPath(path);
  if (found === undefined) throw new Error(`no signal ${path}`);
  return found;
}

const speed = signal('Vehicle.Speed');
const charge = signal('Vehicle.Powertrain.TractionBattery.StateOfCharge.Current');
const gear = signal('Vehicle.Powertrain.Transmission.CurrentGear');
const odometer = signal('Vehicle.TraveledDistance');
const rain = signal('Vehicle.Body.Raindetection.Intensity');
const longitude = signal('Vehicle.CurrentLocation.Longitude');
const charging = signal('Vehicle.Powertrain.TractionBattery.Charging.IsCharging');
const evse = signal('Vehicle.Powertrain.TractionBattery.Charging.EvseId');
const weather = signal('Vehicle.Datacar.Weather.Condition');

describe('checkValue', () => {
  test.each([
    [speed, 0, undefined],
    [speed, -3.5, undefined],
    [speed, 1e300, undefined],
    [speed, -0, 'VALUE_NOT_CANONICAL'],
    [speed, Number.NaN, 'VALUE_NOT_FINITE'],
    [speed, Number.POSITIVE_INFINITY, 'VALUE_NOT_FINITE'],
    [speed, '3', 'VALUE_TYPE_INVALID'],
    [speed, true, 'VALUE_TYPE_INVALID'],
    [speed, 3n, 'VALUE_TYPE_INVALID'],
    [speed, null, 'VALUE_TYPE_INVALID'],
    [charge, 100, undefined],
    [charge, 100.0001, 'VALUE_OUT_OF_RANGE'],
    [charge, -1e-9, 'VALUE_OUT_OF_RANGE'],
    [longitude, 180, undefined],
    [longitude, 1555.6333, 'VALUE_OUT_OF_RANGE'],
    [gear, -1, undefined],
    [gear, 0.5, 'VALUE_TYPE_INVALID'],
    [gear, 128, 'VALUE_OUT_OF_RANGE'],
    [gear, -129, 'VALUE_OUT_OF_RANGE'],
    [odometer, 4_294_967_295, undefined],
    [odometer, 4_294_967_296, 'VALUE_OUT_OF_RANGE'],
    [odometer, -1, 'VALUE_OUT_OF_RANGE'],
    [rain, 101, 'VALUE_OUT_OF_RANGE'],
    [charging, false, undefined],
    [charging, 1, 'VALUE_TYPE_INVALID'],
    [evse, 'DE*8PS*E12345', undefined],
    [evse, '', undefined],
    [evse, 'x'.repeat(1_024), undefined],
    [evse, 'x'.repeat(1_025), 'VALUE_TOO_LONG'],
    [evse, 'e\u0301', 'VALUE_NOT_CANONICAL'],
    [evse, '\u00e9', undefined],
    [evse, '\ud800', 'VALUE_NOT_CANONICAL'],
    [evse, '😀', undefined],
    [evse, 7, 'VALUE_TYPE_INVALID'],
    [weather, 'Clouds', undefined],
    [weather, 'clouds', 'VALUE_OUT_OF_RANGE'],
  ])('%o with %o gives %s', (of, value, code) => {
    expect(checkValue(of, value)).toBe(code);
  });

  test('never throws, and refuses with a code of the registry', () => {
    fc.assert(
      fc.property(fc.constantFrom(...catalogue), fc.anything(), (of, value) => {
        const code = checkValue(of, value);
        expect(code === undefined || Object.hasOwn(errorCodes, code)).toBe(true);
      }),
    );
  });

  test('takes exactly the integers of a type', () => {
    const limits: Record<string, [number, number]> = {
      int8: [-(2 ** 7), 2 ** 7 - 1],
      int16: [-(2 ** 15), 2 ** 15 - 1],
      int32: [-(2 ** 31), 2 ** 31 - 1],
      uint8: [0, 2 ** 8 - 1],
      uint16: [0, 2 ** 16 - 1],
      uint32: [0, 2 ** 32 - 1],
    };
    for (const of of catalogue) {
      const typeLimits = limits[of.type];
      if (typeLimits === undefined) continue;
      const least = Math.max(typeLimits[0], of.min ?? typeLimits[0]);
      const greatest = Math.min(typeLimits[1], of.max ?? typeLimits[1]);
      expect([least, greatest].map((value) => checkValue(of, value))).toEqual([undefined, undefined]);
      expect(checkValue(of, least - 1)).toBe('VALUE_OUT_OF_RANGE');
      expect(checkValue(of, greatest + 1)).toBe('VALUE_OUT_OF_RANGE');
    }
  });
});

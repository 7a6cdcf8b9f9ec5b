// SPDX-License-Identifier: Apache-2.0
import { checkValue } from '@datacar/core/signals/checkValue';
import { type MqttMapping, parseMqttMapping } from '@datacar/core/signals/MqttMapping';
import { ovmsMapping } from '@datacar/core/signals/ovmsMapping';
import { signalByPath } from '@datacar/core/signals/signalByPath';
import { wicanMapping } from '@datacar/core/signals/wicanMapping';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourceChunk } from '../Source.ts';
import {
  compileMqttMapping,
  type MessageDecoder,
  type MqttMessage,
  PAYLOAD_MAX_BYTES,
} from './compileMqttMapping.ts';
import { emptyChunk } from './createChunkQueue.ts';

const receivedAtMs = Date.UTC(2026, 4, 1, 8);

type Message = Partial<Omit<MqttMessage, 'payload'>> & { topic: string; payload: string | Uint8Array };

function decodeAll(decode: MessageDecoder, messages: Message[]): SourceChunk {
  const chunk = emptyChunk();
  for (const { payload, ...message } of messages) {
    const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
    decode({ isRetained: false, receivedAtMs, ...message, payload: bytes }, chunk);
  }
  return chunk;
}

function shortly({ readings }: SourceChunk): unknown[] {
  return readings.map(({ path, value }) => [path.split('.').slice(-2).join('.'), value]);
}

describe('OVMS', () => {
  const metric = (name: string, payload: string): Message => ({
    topic: `ovms/jo/EV1/metric/${name.replaceAll('.', '/')}`,
    payload,
  });

  test('gives the signals of VSS in their units', () => {
    const chunk = decodeAll(compileMqttMapping(ovmsMapping), [
      metric('v.b.soc', '81.5'),
      metric('v.p.speed', '50.2'),
      metric('v.p.odometer', '12345.6'),
      metric('v.b.power', '14.25'),
      metric('v.b.current', '-12.5'),
      metric('v.c.charging', 'yes'),
      metric('v.e.on', 'no'),
      metric('v.e.gear', '-1'),
      metric('v.c.duration.full', '90'),
      metric('v.c.duration.full', '-1'),
      metric('v.t.pressure', '206.843,216.483,275.79,175.79'),
      metric('m.freeram', '4232852'),
      metric('v.b.soh', ''),
    ]);
    expect(chunk.refusedReadings).toEqual([]);
    expect(chunk.rowsRead).toBe(13);
    expect(shortly(chunk)).toEqual([
      ['StateOfCharge.Current', 81.5],
      ['Vehicle.Speed', 50.2],
      ['Vehicle.TraveledDistance', 12_345_600],
      ['TractionBattery.CurrentPower', -14_250],
      ['TractionBattery.CurrentCurrent', 12.5],
      ['Charging.IsCharging', true],
      ['Vehicle.LowVoltageSystemState', 'OFF'],
      ['Transmission.CurrentGear', -1],
      ['Charging.TimeToComplete', 5_400],
      ['Tire.Pressure', 207],
      ['Tire.Pressure', 216],
      ['Tire.Pressure', 276],
      ['Tire.Pressure', 176],
    ]);
    expect(new Set(chunk.readings.map(({ timeMs }) => timeMs))).toEqual(new Set([receivedAtMs]));
  });

  test('never takes what the broker kept, because nobody knows since when', () => {
    const chunk = decodeAll(compileMqttMapping(ovmsMapping), [
      { ...metric('v.b.soc', '81.5'), isRetained: true },
    ]);
    expect(chunk).toEqual({ ...emptyChunk(), rowsRead: 1 });
  });

  test('never mixes two cars', () => {
    const messages = [
      metric('v.b.soc', '80'),
      { topic: 'ovms/jo/EV2/metric/v/b/soc', payload: '20' },
      metric('v.b.soc', '79'),
    ];
    const first = decodeAll(compileMqttMapping(ovmsMapping), messages);
    expect(first.readings.map(({ value }) => value)).toEqual([80, 79]);
    expect(first.refusedReadings).toMatchObject([
      { topic: 'ovms/jo/EV2/metric/v/b/soc', code: 'DEVICE_UNEXPECTED' },
    ]);
    const chosen = decodeAll(compileMqttMapping(ovmsMapping, { device: 'jo/EV2' }), messages);
    expect(chosen.readings.map(({ value }) => value)).toEqual([20]);
  });

  test('reports what cannot be a value', () => {
    const chunk = decodeAll(compileMqttMapping(ovmsMapping), [
      metric('v.b.soc', '101'),
      metric('v.b.soc', 'full'),
      { topic: 'ovms/jo/EV1/metric/v/b/soc', payload: Uint8Array.of(0x38, 0xff) },
      { topic: 'ovms/jo/EV1/metric/v/b/soc', payload: new Uint8Array(PAYLOAD_MAX_BYTES + 1).fill(0x31) },
    ]);
    expect(chunk.readings).toEqual([]);
    expect(chunk.refusedReadings.map(({ code }) => code)).toEqual([
      'VALUE_OUT_OF_RANGE',
      'VALUE_UNREADABLE',
      'PAYLOAD_MALFORMED',
      'PAYLOAD_MALFORMED',
    ]);
  });
});

describe('WiCAN', () => {
  const topic = 'wican/34b7dad63c31/autopid';

  test('gives the signals of VSS in their units', () => {
    const payload = {
      SOC: 80.5,
      ODOMETER: 45_678,
      CHARGING: 'off',
      TYRE_P_FL: 36,
      HV_A: -4,
      SOH: null,
      FOO: {},
    };
    const chunk = decodeAll(compileMqttMapping(wicanMapping), [{ topic, payload: JSON.stringify(payload) }]);
    expect(chunk.refusedReadings).toEqual([]);
    expect(shortly(chunk)).toEqual([
      ['StateOfCharge.Current', 80.5],
      ['Charging.IsCharging', false],
      ['Vehicle.TraveledDistance', 45_678_000],
      ['Tire.Pressure', 248],
    ]);
  });

  test('dates what it sends again from memory', () => {
    const chunk = decodeAll(compileMqttMapping(wicanMapping), [
      { topic, payload: '{"SOC": 80, "_meta": {"age": 90.5, "stale": true}}' },
      { topic, payload: '{"SOC": 80, "_meta": {"age": "old"}}' },
      { topic, payload: '{"SOC": 80, "_meta": {"age": 1e99}}' },
      { topic, payload: '{"SOC": 80}', isRetained: true },
    ]);
    expect(chunk.readings.map(({ timeMs }) => timeMs)).toEqual([receivedAtMs - 90_500]);
    expect(chunk.refusedReadings.map(({ code }) => code)).toEqual(['DATE_INVALID', 'DATE_INVALID']);
  });

  test('passes over what is not its data, and reports what is broken', () => {
    const chunk = decodeAll(compileMqttMapping(wicanMapping), [
      { topic: 'wican/34b7dad63c31/can/status', payload: '{"status": "online"}' },
      { topic, payload: '[]' },
      { topic, payload: 'null' },
      { topic, payload: '{"SOC": 8' },
      { topic, payload: '{"__proto__": {"SOC": 1}}' },
      { topic, payload: '{"SOC": {"value": 80}}' },
    ]);
    expect(chunk.readings).toEqual([]);
    expect(chunk.refusedReadings.map(({ code }) => code)).toEqual(['PAYLOAD_MALFORMED', 'VALUE_UNREADABLE']);
  });
});

const custom: MqttMapping = {
  version: 1,
  kind: 'mqtt',
  name: 'custom',
  rules: [
    {
      topic: 'car/state',
      payload: 'json',
      time: { field: 'at', format: 'iso8601' },
      fields: [
        { field: 'cells.0.mV', signal: 'Vehicle.Powertrain.TractionBattery.CellVoltage.Min', unit: 'mV' },
        { field: ['a.b', 'c'], signal: 'Vehicle.Speed', unit: 'm/s' },
      ],
    },
  ],
};

test('a mapping of one’s own finds fields deep in JSON, and the time', () => {
  const chunk = decodeAll(compileMqttMapping(parseMqttMapping(custom)), [
    { topic: 'car/state', payload: '{"at":"2026-05-01T07:59:58.5Z","cells":[{"mV":3650}],"a.b":{"c":10}}' },
    { topic: 'car/state', payload: '{"at":"2026-02-30T07:59:58Z","cells":[{"mV":3650}]}' },
    { topic: 'car/state', payload: '{"cells":[{"mV":3650}]}' },
  ]);
  expect(chunk.readings).toEqual([
    { path: 'Vehicle.Powertrain.TractionBattery.CellVoltage.Min', timeMs: receivedAtMs - 1_500, value: 3.65 },
    { path: 'Vehicle.Speed', timeMs: receivedAtMs - 1_500, value: 36 },
  ]);
  expect(chunk.refusedReadings.map(({ code }) => code)).toEqual(['DATE_INVALID', 'DATE_INVALID']);
});

test('the presets are mappings that a file could hold too', () => {
  expect(parseMqttMapping(JSON.parse(JSON.stringify(ovmsMapping)))).toEqual(ovmsMapping);
  expect(parseMqttMapping(JSON.parse(JSON.stringify(wicanMapping)))).toEqual(wicanMapping);
});

test.each([
  [{ topic: 'a/#/b' }, 'rules.0.topic'],
  [{ topic: 'a+/b' }, 'rules.0.topic'],
  [{ topic: '' }, 'rules.0.topic'],
  [{ fields: [] }, 'rules.0.fields'],
  [{ fields: [{ field: 'x', signal: 'Vehicle.Speed', unit: 'Celsius' }] }, 'rules.0.fields.0.unit'],
  [{ payload: 'xml' }, 'rules.0.payload'],
])('a rule with %o is refused', (change, field) => {
  try {
    parseMqttMapping({ ...custom, rules: [{ ...custom.rules[0], ...change }] });
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: 'MAPPING_INVALID', details: { issues: [{ field }] } });
  }
});

test('whatever comes, only good readings come out and nothing is thrown', () => {
  const decoders = [ovmsMapping, wicanMapping, custom].map((mapping) => compileMqttMapping(mapping));
  const topic = fc.oneof(
    fc.constantFrom('car/state', 'wican/x/autopid', 'wican/x', ...metricTopics()),
    fc.string({ unit: 'binary' }),
  );
  const payload = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.json().map((json) => new TextEncoder().encode(json)),
    fc
      .dictionary(fc.constantFrom('SOC', 'SPEED', 'CHARGING', 'at', 'cells', '_meta'), fc.jsonValue())
      .map((json) => new TextEncoder().encode(JSON.stringify(json))),
    fc
      .constantFrom('1', '-0', '1e999', 'yes', 'NaN', ',,,', '1,2')
      .map((text) => new TextEncoder().encode(text)),
  );
  fc.assert(
    fc.property(topic, payload, fc.boolean(), (name, bytes, isRetained) => {
      for (const decode of decoders) {
        const { readings } = decodeAll(decode, [{ topic: name, payload: bytes, isRetained }]);
        for (const { path, timeMs, value } of readings) {
          const signal = signalByPath(path);
          expect(signal !== undefined && checkValue(signal, value)).toBe(undefined);
          expect(Number.isSafeInteger(timeMs) && timeMs >= 0).toBe(true);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});

function metricTopics(): string[] {
  const [rule] = ovmsMapping.rules;
  return rule?.payload === 'value' ? Object.keys(rule.signals).map((part) => `ovms/a/b/metric/${part}`) : [];
}

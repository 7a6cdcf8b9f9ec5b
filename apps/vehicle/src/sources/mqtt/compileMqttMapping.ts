// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import { compileValueMapping, type ValueReader } from '@datacar/core/signals/compileValueMapping';
import type { MqttMapping, MqttRule } from '@datacar/core/signals/MqttMapping';
import { createTimeReader } from '../mapping/createTimeReader.ts';
import type { SourceChunk } from '../Source.ts';
import { compileTopicFilter } from './compileTopicFilter.ts';
import { fieldOf, keysOf } from './fieldOf.ts';

/** A dongle's status with every cell voltage has some kilobytes. */
export const PAYLOAD_MAX_BYTES = 256 * 1024;

export interface MqttMessage {
  topic: string;
  payload: Uint8Array;
  /** Kept by the broker from before the subscription, so nobody knows when it was true. */
  isRetained: boolean;
  receivedAtMs: number;
}

/** Appends what one message gives to a chunk. Never throws. */
export type MessageDecoder = (message: MqttMessage, chunk: SourceChunk) => void;

type RuleDecoder = (message: MqttMessage, caught: string[], chunk: SourceChunk) => void;

export interface CompileMqttMappingOptions {
  /** The device whose messages are taken, as its topic parts with slashes between; default the first one heard. */
  device?: string | undefined;
}

/**
 * Prepares a mapping. Messages of topics that no rule is for are passed over; retained messages that do not say when
 * they were measured too, since the time of their arrival would be a wrong claim.
 *
 * @throws DatacarError SIGNAL_UNKNOWN, UNIT_UNKNOWN
 */
export function compileMqttMapping(
  mapping: MqttMapping,
  { device }: CompileMqttMappingOptions = {},
): MessageDecoder {
  let chosenDevice = device;
  const rules = mapping.rules.map((rule) => ({
    match: compileTopicFilter(rule.topic),
    deviceCaptures: rule.device ?? [],
    decode: rule.payload === 'json' ? compileJsonRule(rule) : compileValueRule(rule),
  }));

  return (message, chunk) => {
    chunk.rowsRead += 1;
    for (const { match, deviceCaptures, decode } of rules) {
      const caught = match(message.topic);
      if (caught === undefined) continue;
      const found = deviceCaptures.map((capture) => caught[capture - 1] ?? '').join('/');
      if (deviceCaptures.length > 0) {
        chosenDevice ??= found;
        if (found !== chosenDevice) {
          refuse(message, chunk, 'DEVICE_UNEXPECTED', `${found} is not ${chosenDevice}, whose car this is.`);
          continue;
        }
      }
      decode(message, caught, chunk);
    }
  };
}

type ValueRule = Extract<MqttRule, { payload: 'value' }>;
type JsonRule = Extract<MqttRule, { payload: 'json' }>;

function compileValueRule(rule: ValueRule): RuleDecoder {
  const readersByPart = new Map(
    Object.entries(rule.signals).map(([part, mappings]) => [
      part,
      [mappings].flat().map((value) => ({ reader: compileValueMapping(value), element: value.element })),
    ]),
  );
  return (message, caught, chunk) => {
    const readers = readersByPart.get(caught[rule.capture - 1] ?? '');
    if (readers === undefined || message.isRetained) return;
    const text = textOf(message, chunk);
    if (text === undefined) return;
    for (const { reader, element } of readers) {
      const raw = element === undefined ? text : text.split(',')[element];
      addReading(raw, { reader, message, timeMs: message.receivedAtMs, chunk });
    }
  };
}

function compileJsonRule(rule: JsonRule): RuleDecoder {
  const fields = rule.fields.map((field) => ({
    keys: keysOf(field.field),
    reader: compileValueMapping(field),
  }));
  const readTime = compileMessageTime(rule);
  return (message, _caught, chunk) => {
    const text = textOf(message, chunk);
    if (text === undefined) return;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      refuse(message, chunk, 'PAYLOAD_MALFORMED', 'The payload is not JSON.');
      return;
    }
    const present = fields
      .map(({ keys, reader }) => ({ reader, raw: fieldOf(json, keys) }))
      .filter(({ raw }) => raw !== undefined && raw !== null);
    if (present.length === 0) return;
    const timeMs = readTime(message, json);
    if (timeMs === 'unknown') return;
    if (timeMs === 'invalid') {
      refuse(
        message,
        chunk,
        'DATE_INVALID',
        'The message does not say when it was measured, or says it wrongly.',
      );
      return;
    }
    for (const { reader, raw } of present) addReading(raw, { reader, message, timeMs, chunk });
  };
}

/** When the values of a message were measured; `unknown` for a retained one that does not say so. */
function compileMessageTime(
  rule: JsonRule,
): (message: MqttMessage, json: unknown) => number | 'unknown' | 'invalid' {
  if (rule.time !== undefined) {
    const keys = keysOf(rule.time.field);
    const read = createTimeReader({ format: rule.time.format });
    return (_message, json) => {
      const raw = fieldOf(json, keys);
      const timeMs = typeof raw === 'string' || typeof raw === 'number' ? read(String(raw)) : undefined;
      return typeof timeMs === 'number' ? timeMs : 'invalid';
    };
  }
  const ageKeys = rule.age === undefined ? undefined : keysOf(rule.age.field);
  return ({ receivedAtMs, isRetained }, json) => {
    if (isRetained) return 'unknown';
    const age = ageKeys === undefined ? undefined : fieldOf(json, ageKeys);
    if (age === undefined) return receivedAtMs;
    const isAge = typeof age === 'number' && Number.isFinite(age) && age >= 0 && age * 1_000 <= receivedAtMs;
    return isAge ? Math.round(receivedAtMs - age * 1_000) : 'invalid';
  };
}

interface ReadingContext {
  reader: ValueReader;
  message: MqttMessage;
  timeMs: number;
  chunk: SourceChunk;
}

function addReading(raw: unknown, { reader, message, timeMs, chunk }: ReadingContext): void {
  const result = reader.read(raw);
  if (result === undefined) return;
  const { path } = reader.signal;
  if (result.value !== undefined) chunk.readings.push({ path, timeMs, value: result.value });
  else {
    const { code, message: reason } = result;
    chunk.refusedReadings.push({ topic: message.topic, signal: path, code, message: reason });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(message: MqttMessage, chunk: SourceChunk): string | undefined {
  if (message.payload.length > PAYLOAD_MAX_BYTES) {
    refuse(message, chunk, 'PAYLOAD_MALFORMED', 'The payload is larger than a message of readings can be.');
    return undefined;
  }
  try {
    return utf8.decode(message.payload);
  } catch {
    refuse(message, chunk, 'PAYLOAD_MALFORMED', 'The payload is not text in UTF-8.');
    return undefined;
  }
}

function refuse({ topic }: MqttMessage, chunk: SourceChunk, code: ErrorCode, message: string): void {
  chunk.refusedReadings.push({ topic, code, message });
}

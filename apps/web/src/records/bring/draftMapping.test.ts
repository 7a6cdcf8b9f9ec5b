// SPDX-License-Identifier: Apache-2.0
import { rskTripsMapping } from '@datacar/core/signals/rskTripsMapping';
import type { PreviewImportReturnType } from '@datacar/sdk/records/previewImport';
import { describe, expect, test } from 'vitest';
import { chooseTimeColumns, draftFromPreview, problemsOf, toMapping } from './draftMapping.ts';

const guessed: PreviewImportReturnType = {
  header: ['datum', 'v [mph]', 'soc', 'note'],
  rows: [],
  mapping: null,
  mappingOrigin: null,
  guess: {
    delimiter: ';',
    decimal: ',',
    columns: [
      { column: 'v [mph]', signal: 'Vehicle.Speed', unit: 'mph' },
      { column: 'soc', signal: 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current', unit: 'percent' },
    ],
    time: { columns: ['datum'], format: 'd.M.yyyy H:mm:ss', needsZone: true, alternatives: [] },
    unknownColumns: ['note'],
  },
  readings: [],
  rowsRefused: [],
  readingsRefused: [],
};

describe('draftMapping', () => {
  test('keeps all that a known mapping says', () => {
    const header = [...(rskTripsMapping.header ?? [])];
    const draft = draftFromPreview({ ...guessed, header, mapping: rskTripsMapping });
    const { header: _header, name: _name, ...expected } = rskTripsMapping;
    expect(toMapping(draft)).toMatchObject(expected);
    expect(problemsOf(draft)).toEqual([]);
  });

  test('leaves out what nothing is known about', () => {
    const draft = draftFromPreview(guessed);
    expect(draft.columns.map(({ column, mapping }) => [column, mapping?.signal ?? null])).toEqual([
      ['v [mph]', 'Vehicle.Speed'],
      ['soc', 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current'],
      ['note', null],
    ]);
    expect(toMapping({ ...draft, zone: 'Europe/Berlin' }).time).toEqual({
      columns: ['datum'],
      format: 'd.M.yyyy H:mm:ss',
      zone: 'Europe/Berlin',
    });
  });

  test('gives a column back when another is the time', () => {
    const draft = chooseTimeColumns(draftFromPreview(guessed), guessed.header, ['note']);
    expect(draft.columns.map(({ column }) => column)).toEqual(['datum', 'v [mph]', 'soc']);
    expect(draft.columns[0]?.mapping).toBeNull();
  });

  test('says no zone where the texts do', () => {
    const draft = { ...draftFromPreview(guessed), zone: 'Europe/Berlin' };
    expect(toMapping({ ...draft, timeFormat: 'unix-ms' }).time.zone).toBeUndefined();
  });

  test('names what is missing or wrong', () => {
    const draft = draftFromPreview(guessed);
    expect(problemsOf({ ...draft, zone: 'Europe/Atlantis' })).toHaveLength(1);
    expect(problemsOf({ ...draft, timeColumns: [] })).toHaveLength(1);
    expect(
      problemsOf({ ...draft, columns: draft.columns.map((column) => ({ ...column, mapping: null })) }),
    ).toHaveLength(1);
    const twice = draft.columns.map((column) => ({ ...column, mapping: { signal: 'Vehicle.Speed' } }));
    expect(problemsOf({ ...draft, columns: twice })).toHaveLength(1);
  });
});

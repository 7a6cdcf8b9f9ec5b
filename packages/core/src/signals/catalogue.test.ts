// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { catalogueId } from './catalogueId.ts';
import { catalogueVersions } from './catalogueVersions.ts';
import { computeCatalogueId } from './computeCatalogueId.ts';
import { canConvertUnit } from './convertUnit.ts';
import { overlayVspec } from './overlayVspec.ts';
import type { SignalDefinition } from './Signal.ts';
import { signalByPath } from './signalByPath.ts';

const vssFile = new URL('../../../../../shared/data/vss/vss_release_6.0.json', import.meta.url);

interface VssNode {
  children?: Record<string, VssNode>;
  type: string;
  datatype?: string;
  unit?: string;
  min?: number;
  max?: number;
  allowed?: string[];
  deprecation?: string;
}

function leavesOf(node: VssNode, path: string): [string, VssNode][] {
  const children = Object.entries(node.children ?? {});
  if (children.length === 0) return [[path, node]];
  return children.flatMap(([name, child]) => leavesOf(child, `${path}.${name}`));
}

const vssSignals = catalogue.filter(({ path }) => !path.startsWith('Vehicle.Datacar.'));
const overlay = catalogue.filter(({ path }) => path.startsWith('Vehicle.Datacar.'));

describe('catalogue', () => {
  test('has every path once, ASCII only, with its position as index', () => {
    expect(new Set(catalogue.map(({ path }) => path)).size).toBe(catalogue.length);
    for (const [index, signal] of catalogue.entries()) {
      expect(signal.index).toBe(index);
      expect(signal.path).toMatch(/^Vehicle(\.[A-Z][A-Za-z0-9]*)+$/);
      expect(signalByPath(signal.path)).toBe(signal);
    }
    expect(signalByPath('Vehicle.Nonsense')).toBeUndefined();
  });

  test('has at least 100 signals of VSS 6.0', () => {
    expect(vssSignals.length).toBeGreaterThanOrEqual(100);
  });

  test.skipIf(!existsSync(vssFile))(
    `says of each signal what VSS 6.0 says${existsSync(vssFile) ? '' : ' (skipped: ../shared/data/vss is absent)'}`,
    () => {
      const vss = JSON.parse(readFileSync(vssFile, 'utf8')) as Record<string, VssNode>;
      const leaves = new Map(Object.entries(vss).flatMap(([name, node]) => leavesOf(node, name)));
      for (const { path, kind, type, unit, min, max, allowed } of vssSignals) {
        const leaf = leaves.get(path);
        expect({ path, kind, type, unit, min, max, allowed }).toEqual({
          path,
          kind: leaf?.type,
          type: leaf?.datatype,
          unit: leaf?.unit,
          min: leaf?.min,
          max: leaf?.max,
          allowed: leaf?.allowed,
        });
        expect(leaf?.deprecation).toBeUndefined();
      }
      for (const { path } of overlay) expect(leaves.has(path)).toBe(false);
    },
  );

  test('has units that can be converted, apart from texts', () => {
    for (const { unit, type } of catalogue) {
      if (unit !== undefined && type !== 'string')
        expect(canConvertUnit({ from: unit, to: unit })).toBe(true);
    }
  });

  test('keeps the overlay file equal to the overlay', () => {
    expect(readFileSync(new URL('datacar.vspec', import.meta.url), 'utf8')).toBe(overlayVspec(overlay));
  });
});

describe('catalogue id', () => {
  test('of every version is what its constant says', () => {
    for (const { signalCount, idHex } of catalogueVersions) {
      expect(Buffer.from(computeCatalogueId(catalogue.slice(0, signalCount))).toString('hex')).toBe(idHex);
    }
    const latest = catalogueVersions.at(-1);
    expect(latest?.signalCount).toBe(catalogue.length);
    expect(Buffer.from(catalogueId).toString('hex')).toBe(latest?.idHex);
  });

  test('depends on paths, types and units, and on nothing else', () => {
    const speed: SignalDefinition = {
      path: 'Vehicle.Speed',
      kind: 'sensor',
      type: 'float',
      unit: 'km/h',
      description: 'Speed',
    };
    const moving: SignalDefinition = {
      path: 'Vehicle.IsMoving',
      kind: 'sensor',
      type: 'boolean',
      description: 'Moving',
    };
    const id = computeCatalogueId([speed, moving]);
    // Bytes written by hand: array(2) of array(3) of text, Vehicle.IsMoving first.
    const bytes = Buffer.concat([
      Buffer.from([0x82, 0x83, 0x70]),
      Buffer.from('Vehicle.IsMoving'),
      Buffer.from([0x67]),
      Buffer.from('boolean'),
      Buffer.from([0x60, 0x83, 0x6d]),
      Buffer.from('Vehicle.Speed'),
      Buffer.from([0x65]),
      Buffer.from('float'),
      Buffer.from([0x64]),
      Buffer.from('km/h'),
    ]);
    expect(Buffer.from(id)).toEqual(createHash('sha256').update(bytes).digest());
    expect(computeCatalogueId([moving, speed])).toEqual(id);
    expect(computeCatalogueId([moving, { ...speed, min: 0, description: 'v' }])).toEqual(id);
    expect(computeCatalogueId([moving, { ...speed, unit: 'm/s' }])).not.toEqual(id);
    expect(computeCatalogueId([moving, { ...speed, type: 'double' }])).not.toEqual(id);
  });
});

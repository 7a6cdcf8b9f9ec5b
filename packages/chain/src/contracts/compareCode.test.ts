// SPDX-License-Identifier: Apache-2.0
import type { Hex } from 'viem';
import { describe, expect, test } from 'vitest';
import { contractSources } from '../generated/contractSources.ts';
import { membersBuild } from '../generated/membersBuild.ts';
import { recordLogBuild } from '../generated/recordLogBuild.ts';
import { vehicleRegistryBuild } from '../generated/vehicleRegistryBuild.ts';
import type { ContractBuild } from './ContractBuild.ts';
import { compareCode } from './compareCode.ts';

/** Code 0x6001_AAAA_02_AAAA: one immutable of two bytes at two places. */
const build: ContractBuild = {
  name: 'Example',
  compiler: '0.8.37',
  settings: {},
  creationBytecode: '0x',
  runtimeBytecode: '0x60010000020000',
  immutables: [
    { name: 'members', start: 2, length: 2 },
    { name: 'members', start: 5, length: 2 },
  ],
  sourcePaths: [],
};

describe('the code of a contract', () => {
  test('is equal whatever its constructor wrote', () => {
    expect(compareCode('0x6001aaaa02aaaa', build)).toEqual({
      isEqual: true,
      immutables: [{ name: 'members', value: '0xaaaa' }],
    });
  });

  test.each([
    ['another byte', '0x6002aaaa02aaaa'],
    ['another last part', '0x6001aaaa03aaaa'],
    ['an immutable with two values', '0x6001aaaa02aaab'],
    ['a byte more', '0x6001aaaa02aaaa00'],
    ['a byte less', '0x6001aaaa02aa'],
    ['nothing', '0x'],
  ])('differs by %s', (_what, code) => {
    expect(compareCode(code as Hex, build).isEqual).toBe(false);
  });

  test.each([membersBuild, vehicleRegistryBuild, recordLogBuild])(
    '$name has every source that went in',
    (each) => {
      expect(each.sourcePaths[0]).toMatch(new RegExp(`^contracts/src/.*/${each.name}\\.sol$`));
      for (const path of each.sourcePaths) expect(contractSources[path]).toMatch(/SPDX-License-Identifier/);
    },
  );
});

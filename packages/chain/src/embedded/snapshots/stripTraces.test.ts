// SPDX-License-Identifier: Apache-2.0
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripTraces } from './stripTraces.ts';

const anyInfo = fc.record({
  nonce: fc.nat(),
  note: fc.string(),
  traces: fc.array(fc.record({ data: fc.string(), children: fc.array(fc.nat()) })),
  exit: fc.constantFrom('Stop', 'Return', 'Revert'),
  out: fc.string(),
});

test('takes out the traces and nothing else, in pieces of any size', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyInfo), fc.nat(200_000), async (infos, padding) => {
      const state = { padding: 'x'.repeat(padding), transactions: infos };
      const stripped = await stripTraces(gzipSync(JSON.stringify(state)));
      expect(JSON.parse(gunzipSync(stripped).toString())).toEqual({
        ...state,
        transactions: infos.map((info) => ({ ...info, traces: [] })),
      });
    }),
    { numRuns: 50 },
  );
});

test('refuses a state whose traces do not end as they are known to', async () => {
  await expect(stripTraces(gzipSync('{"traces":[1,2],"other":1}'))).rejects.toThrow();
});

// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { openBatchLog } from '../../records/openBatchLog.ts';

/* Appends until it is refused, then one small record, and says what is readable. Usage: fullDiskWriter.ts FOLDER */

const [, , directory = ''] = process.argv;
const record = (bytes: number) => ({
  type: 'signed' as const,
  payloadHash: randomBytes(32),
  receivedAtMs: 0,
  cose: randomBytes(bytes),
});

let log = await openBatchLog({ directory });
let acknowledged = 0;
let refusedWith: string | undefined;
while (refusedWith === undefined && acknowledged < 100) {
  try {
    await log.append(record(150_000), { isLeaf: true });
    acknowledged += 1;
  } catch (error) {
    refusedWith = (error as { code: string }).code;
  }
}
await log.append(record(100), { isLeaf: true });
await log.close();
log = await openBatchLog({ directory });
const { records } = await log.verify();
await log.close();
process.stdout.write(
  JSON.stringify({ refusedWith, acknowledged, readable: records, afterwards: records - acknowledged }),
);

// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sealer } from './DataKeys.ts';
import { openBody } from './openBody.ts';
import { openDataKeys } from './openDataKeys.ts';
import { sealBody } from './sealBody.ts';

let path: string;
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'data-keys-')), 'dataKeys.json');
});
afterEach(async () => {
  await rm(join(path, '..'), { recursive: true, force: true });
});

/** AES-256-GCM under a machine key, as the server seals. */
function sealerWith(secret: Buffer): Sealer {
  return {
    async seal(plaintext) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      const sealed = Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
      return sealed.toString('base64');
    },
    async open(sealed) {
      const bytes = Buffer.from(String(sealed), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    },
  };
}

const sealer = sealerWith(randomBytes(32));
const open = () => openDataKeys({ path }, { sealer });
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');

describe('data keys', () => {
  test('are made once for each vehicle and epoch, also when asked for at once, and survive', async () => {
    const keys = await open();
    expect(keys.current(1, 0)).toBeUndefined();
    const [first, again, epoch, vehicle] = await Promise.all([
      keys.require(1, 0),
      keys.require(1, 0),
      keys.require(1, 1),
      keys.require(2, 0),
    ]);
    expect(again).toBe(first);
    expect(new Set([first, epoch, vehicle].map(({ secret }) => hex(secret))).size).toBe(3);
    const reopened = await open();
    expect(hex(reopened.current(1, 0)?.secret)).toBe(hex(first.secret));
    expect(hex(reopened.find(epoch.keyId)?.secret)).toBe(hex(epoch.secret));
  });

  test('do not stand in the file in clear', async () => {
    const { secret } = await (await open()).require(1, 0);
    const content = await readFile(path, 'utf8');
    expect(content).not.toContain(hex(secret));
    expect(content).not.toContain(Buffer.from(secret).toString('base64'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('are gone once destroyed; a new one is another', async () => {
    const keys = await open();
    const old = await keys.require(1, 0);
    const oldSecret = hex(old.secret);
    await keys.require(2, 0);
    await keys.destroy(keys.keyIdsOf(1, 0));
    await keys.destroy([old.keyId]);
    expect(keys.find(old.keyId)).toBeUndefined();
    const fresh = await keys.require(1, 0);
    expect(hex(fresh.secret)).not.toBe(oldSecret);
    const reopened = await open();
    expect(reopened.find(old.keyId)).toBeUndefined();
    expect(reopened.find(fresh.keyId)).toBeDefined();
    expect(reopened.current(2, 0)).toBeDefined();
  });

  test('are refused with another machine key or a damaged file', async () => {
    await (await open()).require(1, 0);
    const other = openDataKeys({ path }, { sealer: sealerWith(randomBytes(32)) });
    await expect(other).rejects.toMatchObject({ code: 'STORAGE_DAMAGED' });
    await writeFile(path, '{"version":2,"keys":null}');
    await expect(open()).rejects.toMatchObject({ code: 'STORAGE_DAMAGED' });
  });
});

describe('sealed bodies', () => {
  test('open to what was sealed, and only with their header and key', async () => {
    const keys = await open();
    const key = await keys.require(1, 0);
    const headerHash = randomBytes(32);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (plain) => {
        const record = { keyId: key.keyId, headerHash, body: sealBody(plain, { key, headerHash }) };
        expect(hex(openBody(record, keys))).toBe(hex(plain));
      }),
    );
    const body = sealBody(Buffer.from('columns'), { key, headerHash });
    const record = { keyId: key.keyId, headerHash, body };
    expect(() => openBody({ ...record, headerHash: randomBytes(32) }, keys)).toThrow(/data key/);
    for (const at of [0, 12, body.length - 1]) {
      const changed = Uint8Array.from(body);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openBody({ ...record, body: changed }, keys)).toThrow(/data key/);
    }
    expect(() => openBody({ ...record, body: body.subarray(0, 20) }, keys)).toThrow(/data key/);
    await keys.destroy([key.keyId]);
    expect(openBody(record, keys)).toBeUndefined();
  });

  test('never share a nonce', async () => {
    const key = await (await open()).require(1, 0);
    const headerHash = randomBytes(32);
    const nonces = Array.from({ length: 1000 }, () =>
      hex(sealBody(Buffer.from('same'), { key, headerHash }).subarray(0, 12)),
    );
    expect(new Set(nonces).size).toBe(1000);
  });
});

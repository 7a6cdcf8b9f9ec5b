// SPDX-License-Identifier: Apache-2.0
import { readLan, readLanAuthority } from '@datacar/core/api/routes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type Implementation, implement } from '../http/implement.ts';
import { encodeQr } from './encodeQr.ts';
import type { Lan } from './openLan.ts';

/** Undefined without --lan, and while the server starts. */
export function implementLan({ lan }: { lan: () => Lan | undefined }): Implementation[] {
  return [
    implement(readLan, () => {
      const opened = lan();
      if (opened === undefined) return { isOn: false, urls: [], qr: null, authority: null };
      const { name, fingerprint, expiresAtMs } = opened.authority;
      const urls = opened.urls();
      return {
        isOn: true,
        urls,
        qr: encodeQr(urls[0] ?? ''),
        authority: { name, path: readLanAuthority.path, fingerprint, expiresAtMs },
      };
    }),
    implement(readLanAuthority, ({ reply }) => {
      const opened = lan();
      if (opened === undefined) {
        throw new DatacarError('NOT_FOUND', 'This server was started without --lan, so it has no authority.');
      }
      reply.header('content-disposition', 'attachment; filename="datacar-authority.crt"');
      return Buffer.from(opened.authority.certificate);
    }),
  ];
}

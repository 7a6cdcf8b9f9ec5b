// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from '@datacar/core/encoding/decodeBase64';
import { encodeBase64 } from '@datacar/core/encoding/encodeBase64';
import { readTrust } from '@datacar/sdk/consortium/readTrust';
import { client } from '../../app/client.ts';

export interface TrustFile {
  bytes: Uint8Array;
  origin:
    | { kind: 'server'; url: string; takenAtMs: number; isCached: boolean }
    | { kind: 'file'; name: string };
}

const storageKey = 'datacar.trust';

interface StoredTrust {
  url: string;
  takenAtMs: number;
  base64: string;
}

/** The trust anchors of this server, and when it is gone those that it gave last. `null` when it never gave any. */
export async function loadServerTrust(): Promise<TrustFile | null> {
  const url = client.url;
  try {
    const bytes = await readTrust({ ...client, sleep: () => Promise.resolve() });
    const takenAtMs = Date.now();
    keep({ url, takenAtMs, base64: encodeBase64(bytes) });
    return { bytes, origin: { kind: 'server', url, takenAtMs, isCached: false } };
  } catch {
    // Offline is what this page is made for.
    return readKept();
  }
}

function keep(stored: StoredTrust): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(stored));
  } catch {
    // Without storage it is fetched each time.
  }
}

function readKept(): TrustFile | null {
  try {
    const { url, takenAtMs, base64 } = JSON.parse(localStorage.getItem(storageKey) ?? '') as StoredTrust;
    return { bytes: decodeBase64(base64), origin: { kind: 'server', url, takenAtMs, isCached: true } };
  } catch {
    return null;
  }
}

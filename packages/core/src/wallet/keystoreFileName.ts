// SPDX-License-Identifier: Apache-2.0

/** The name that clients give a keystore: `UTC--2026-01-31T09-30-00.000Z--` and the address without 0x. */
export function keystoreFileName(address: string, createdAtMs: number): string {
  const time = new Date(createdAtMs).toISOString().replaceAll(':', '-');
  return `UTC--${time}--${address.replace(/^0x/, '').toLowerCase()}`;
}

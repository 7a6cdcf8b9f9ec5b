// SPDX-License-Identifier: Apache-2.0

/** Longer than any browser takes to begin the download. */
const keptMs = 60_000;

/** Downloads bytes that the page has. */
export function saveFile(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type: 'application/cbor' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
}

// SPDX-License-Identifier: Apache-2.0

/** How a stream is shown: `live`, or the beginning of the imported file's SHA-256. */
export function streamLabel(stream: string): string {
  const hex = stream.replace(/^0x/, '');
  return /^0+$/.test(hex) ? 'live' : `import ${hex.slice(0, 8)}`;
}

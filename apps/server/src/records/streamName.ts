// SPDX-License-Identifier: Apache-2.0

/** How a stream is called in paths and answers: 64 hex digits, all zero for what the car says live. */
export function streamName(stream: Uint8Array): string {
  return Buffer.from(stream).toString('hex');
}

// SPDX-License-Identifier: Apache-2.0

/** Gives the viewer a file that the page made. */
export function downloadFile(name: string, content: BlobPart, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; the browser holds the bytes itself.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

// SPDX-License-Identifier: Apache-2.0

/** First-load JavaScript of a route, gzipped: a second on a slow phone's connection, with the page usable after it. */
export const firstLoadBytesMax = 150_000;

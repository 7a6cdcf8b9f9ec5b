// SPDX-License-Identifier: Apache-2.0

/** A minute of 100 signals at 1 Hz is 6,000; hashing 10,000 holds up the server for about 20 ms. */
export const MAX_BATCH_READINGS = 10_000;

/** Of a wire batch: 100 bytes for each of the most readings a batch may hold. */
export const MAX_BATCH_BYTES = 1024 * 1024;

/** A batch holds at most a minute, so that a gap is known to the minute. */
export const MAX_BATCH_SPAN_MS = 60_000;

/** The longest path of VSS 6.0 has 98 bytes. */
export const MAX_PATH_BYTES = 200;

/** Of one value of a string signal, in UTF-8. */
export const MAX_STRING_BYTES = 4096;

/** More signals than any car has; bounds what a decoder allocates. */
export const MAX_BATCH_COLUMNS = 2_000;

/** A path as readings carry it: printable ASCII without space, so it can stand in a terminal as it is. */
export const SIGNAL_PATH = new RegExp(`^[\\x21-\\x7e]{1,${MAX_PATH_BYTES}}$`);

// SPDX-License-Identifier: Apache-2.0

/** What a code means: the HTTP status that carries it and a sentence of documentation. */
export interface ErrorCodeEntry {
  status: number;
  description: string;
}

/**
 * The one registry of error codes, sorted by name. HTTP, MQTT, files, CLI and logs all use these names;
 * `docs/reference/errors.md` is generated from it.
 */
export const errorCodes = {
  BATCH_MALFORMED: { status: 400, description: 'The batch is not deterministic CBOR of the stated shape.' },
  BATCH_TOO_LARGE: { status: 413, description: 'The batch is larger than a server takes.' },
  CHAIN_MISMATCH: { status: 409, description: 'The input was signed for another chain or another registry.' },
  FORBIDDEN: { status: 403, description: 'You are signed in, but this is not yours to see or to do.' },
  INPUT_INVALID: { status: 400, description: 'A field of the request has a value that is not allowed.' },
  INTERNAL: { status: 500, description: 'Something broke on our side; the log has the details.' },
  NOT_FOUND: { status: 404, description: 'There is nothing at this address.' },
  RATE_LIMITED: { status: 429, description: 'Too many requests; wait as long as Retry-After says.' },
  READING_IN_FUTURE: { status: 400, description: 'A reading is more than 120 s ahead of the server clock.' },
  RESPONSE_INVALID: {
    status: 502,
    description: 'A server answered with something that its own API description does not allow.',
  },
  SEQUENCE_FORK: {
    status: 409,
    description: 'Another header with this sequence number is already known; both are kept as evidence.',
  },
  SERVER_UNREACHABLE: { status: 503, description: 'No server answers at the given address.' },
  SIGNATURE_INVALID: { status: 401, description: 'The signature does not verify with the key it names.' },
  STORAGE_FULL: { status: 507, description: 'The disk is full, so nothing was accepted; try again later.' },
  UNAUTHENTICATED: { status: 401, description: 'Sign in first, or send a token that is still valid.' },
  VALUE_OUT_OF_RANGE: { status: 400, description: 'A value is outside the range of its signal.' },
  VEHICLE_UNKNOWN: { status: 404, description: 'No vehicle with this id is in the registry.' },
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof errorCodes;

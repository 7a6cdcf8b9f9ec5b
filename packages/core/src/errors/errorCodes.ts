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
  CATALOGUE_UNKNOWN: {
    status: 409,
    description:
      'The batch was made with a signal catalogue that this server does not know; update the server or the agent.',
  },
  CHAIN_MISMATCH: { status: 409, description: 'The input was signed for another chain or another registry.' },
  COUNT_MISMATCH: {
    status: 400,
    description: 'The batch holds another number of readings than its header says.',
  },
  ENROLMENT_CODE_INVALID: {
    status: 401,
    description: 'The enrolment code is wrong, used or expired; ask the owner for a new one.',
  },
  FORBIDDEN: { status: 403, description: 'You are signed in, but this is not yours to see or to do.' },
  HOST_NOT_ALLOWED: {
    status: 403,
    description: 'The Host or Origin header names a server that is not this one.',
  },
  INPUT_INVALID: { status: 400, description: 'A field of the request has a value that is not allowed.' },
  INTERNAL: { status: 500, description: 'Something broke on our side; the log has the details.' },
  KEY_ROTATED: {
    status: 401,
    description:
      'The batch was signed with an older key and is not linked to what that key had signed before it was replaced.',
  },
  LEAVES_UNORDERED: { status: 400, description: 'The readings are not in the order of path and time.' },
  LIMIT_REACHED: {
    status: 409,
    description: 'You have as many of these as the server keeps; remove one first.',
  },
  NOT_ANCHORED: {
    status: 409,
    description:
      'The batch is in the log, but no anchor on the chain has it yet; anchor now or wait for the next anchor.',
  },
  NOT_FOUND: { status: 404, description: 'There is nothing at this address.' },
  OVERLOADED: {
    status: 429,
    description: 'The server has as much waiting as it takes; send again after Retry-After.',
  },
  QUERY_TOO_LARGE: {
    status: 413,
    description:
      'The question needs more memory or time than one query may take; ask for a shorter period or fewer signals.',
  },
  RATE_LIMITED: { status: 429, description: 'Too many requests; wait as long as Retry-After says.' },
  READING_DUPLICATE: { status: 400, description: 'The batch holds the same signal at the same time twice.' },
  READING_IN_FUTURE: { status: 400, description: 'A reading is more than 120 s ahead of the server clock.' },
  READING_UNKNOWN: { status: 404, description: 'There is no such reading, or its owner has erased it.' },
  RESPONSE_INVALID: {
    status: 502,
    description: 'A server answered with something that its own API description does not allow.',
  },
  ROOT_MISMATCH: { status: 400, description: 'The readings do not hash to the root that the header states.' },
  SEQUENCE_FORK: {
    status: 409,
    description: 'Another header with this sequence number is already known; both are kept as evidence.',
  },
  SEQUENCE_INVALID: {
    status: 409,
    description:
      'The sequence number or the link to the header before cannot follow what is known of the stream.',
  },
  SERVER_UNREACHABLE: { status: 503, description: 'No server answers at the given address.' },
  SIGNAL_UNKNOWN: { status: 400, description: 'No signal with this path is in the catalogue.' },
  SIGNATURE_INVALID: { status: 401, description: 'The signature does not verify with the key it names.' },
  STARTING: { status: 503, description: 'The server is starting or stopping; try again in a moment.' },
  STORAGE_FULL: { status: 507, description: 'The disk is full, so nothing was accepted; try again later.' },
  UNAUTHENTICATED: { status: 401, description: 'Sign in first, or send a token that is still valid.' },
  VALUE_OUT_OF_RANGE: { status: 400, description: 'A value is outside the range of its signal.' },
  VEHICLE_UNKNOWN: { status: 404, description: 'No vehicle with this id is in the registry.' },
  VIN_INVALID: {
    status: 400,
    description: 'The VIN is not 17 characters of A-Z and 0-9 without I, O and Q (ISO 3779).',
  },
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof errorCodes;

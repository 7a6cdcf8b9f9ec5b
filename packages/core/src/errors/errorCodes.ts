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
  ACCOUNT_EXISTS: {
    status: 409,
    description: 'The wallet has an account of this name or with this key already.',
  },
  ACCOUNT_UNKNOWN: {
    status: 404,
    description:
      'The home has no account of this name, index or address; `datacar wallet list` has them all.',
  },
  ACKNOWLEDGEMENT_INVALID: {
    status: 502,
    description:
      'The acknowledgement is not signed by the server that the car has pinned, or is for something else; the car keeps its batch.',
  },
  ACKNOWLEDGEMENT_MALFORMED: {
    status: 400,
    description: 'The acknowledgement is not deterministic CBOR of the stated shape.',
  },
  AMOUNT_INVALID: {
    status: 400,
    description: 'An amount is not a plain decimal number, or has more decimals than its unit.',
  },
  ANCHOR_MALFORMED: {
    status: 400,
    description: 'The transaction is not a canonical, signed EIP-1559 call of RecordLog.anchor.',
  },
  BACKUP_DAMAGED: { status: 400, description: 'The backup is cut, damaged, or not one of ours.' },
  BATCHES_UNSENT: {
    status: 409,
    description: 'The device key cannot be replaced yet: batches that it signed would become gaps.',
  },
  BATCH_MALFORMED: { status: 400, description: 'The batch is not deterministic CBOR of the stated shape.' },
  BATCH_TOO_LARGE: { status: 413, description: 'The batch is larger than a server takes.' },
  BROKER_REFUSED: {
    status: 401,
    description:
      'The MQTT broker refused the connection: its address is wrong, the device token has ended, or the device key was rotated.',
  },
  BROKER_UNREACHABLE: {
    status: 503,
    description: 'The MQTT broker of the source cannot be reached or refuses the connection.',
  },
  CATALOGUE_UNKNOWN: {
    status: 409,
    description:
      'The batch was made with a signal catalogue that this server does not know; update the server or the agent.',
  },
  CERTIFICATE_MALFORMED: {
    status: 400,
    description: 'The key certificate is not deterministic CBOR of the stated shape.',
  },
  CHAIN_BEHIND: {
    status: 503,
    description: 'The index of the chain has not come as far as it should have by now.',
  },
  CHAIN_CALL_REFUSED: {
    status: 400,
    description: 'The chain did not answer the question; the message says why.',
  },
  CHAIN_ENGINE_FAILED: {
    status: 503,
    description: 'The engine of the embedded chain ended and does not come back; the log has its last words.',
  },
  CHAIN_ENGINE_MISSING: {
    status: 500,
    description: 'The program of the embedded chain is not installed for this platform.',
  },
  CHAIN_JOURNAL_DAMAGED: {
    status: 500,
    description: "The embedded chain's journal is damaged; restore it from a backup.",
  },
  CHAIN_JOURNAL_FAILED: {
    status: 500,
    description:
      "The embedded chain's journal cannot be written to disk, so nothing is acknowledged any more.",
  },
  CHAIN_LOCKED: { status: 409, description: 'Another server runs on this home folder.' },
  CHAIN_MISMATCH: { status: 409, description: 'The input was signed for another chain or another registry.' },
  CHAIN_REPLAY_DIFFERS: {
    status: 500,
    description:
      'Replaying the journal gave another block than the journal holds, so the chain does not start.',
  },
  CHAIN_UNREACHABLE: { status: 503, description: 'The chain does not answer at its URL.' },
  CHECKPOINT_MALFORMED: {
    status: 400,
    description: 'The checkpoint is not a signed note of the stated shape.',
  },
  CONFIG_INVALID: { status: 400, description: 'The configuration file has a field that is not allowed.' },
  CONSORTIUM_MISSING: {
    status: 409,
    description: 'The consortium that is to be joined has not been founded on this chain, or not finished.',
  },
  CONTRACTS_DIFFER: {
    status: 409,
    description:
      'Where a contract of the consortium belongs stands nothing, or one that was founded on other terms; as a warning of a start: one with code that this version does not know.',
  },
  COUNT_MISMATCH: {
    status: 400,
    description: 'The batch holds another number of readings than its header says.',
  },
  DATE_INVALID: {
    status: 400,
    description: 'The date or time of a row does not exist or is not in the format that the mapping states.',
  },
  DEVICE_KEY_UNKNOWN: {
    status: 409,
    description: 'The vehicle has no device key with this index on the chain.',
  },
  DEVICE_TOKEN_EXPIRED: {
    status: 401,
    description: 'The device token is not valid at this time; sign a new one.',
  },
  DEVICE_TOKEN_MALFORMED: {
    status: 400,
    description: 'The device token is not deterministic CBOR of the stated shape.',
  },
  DEVICE_UNEXPECTED: {
    status: 409,
    description:
      'A message came from another device than the one whose car this source is for; name the device.',
  },
  DOCUMENT_DAMAGED: {
    status: 500,
    description: 'A file of the home folder is not of the shape it should have.',
  },
  ENCODING_INVALID: {
    status: 400,
    description: 'The bytes or the text are not in the one allowed form of their encoding.',
  },
  ENROLMENT_CODE_INVALID: {
    status: 401,
    description: 'The enrolment code is wrong, used or expired; ask the owner for a new one.',
  },
  ENROLMENT_MALFORMED: {
    status: 400,
    description: 'The proof of possession is not deterministic CBOR of the stated shape.',
  },
  FILE_EMPTY: { status: 400, description: 'The file has no header line.' },
  FILE_TOO_LARGE: { status: 413, description: 'The file is larger than one import takes; split it.' },
  FILE_UNREADABLE: { status: 400, description: 'The file is not there or cannot be read.' },
  FOLDER_LOCKED: { status: 409, description: 'Another process works in this folder.' },
  FORBIDDEN: { status: 403, description: 'You are signed in, but this is not yours to see or to do.' },
  FUNDS_MISSING: { status: 402, description: 'An account of this server has nothing to pay for gas with.' },
  GENESIS_DIFFERS: {
    status: 409,
    description: 'The home belongs to a consortium with other terms; they are given on the first start only.',
  },
  GENESIS_MISSING: {
    status: 409,
    description: 'The home has lost `genesis.json`, the terms of its consortium, which is founded already.',
  },
  HEADER_MALFORMED: {
    status: 400,
    description: 'The batch header is not deterministic CBOR of the stated shape.',
  },
  HOME_LOCKED: { status: 409, description: 'Another server works on this home folder.' },
  HOME_NOT_EMPTY: { status: 409, description: 'A backup is restored into an empty folder only.' },
  HOME_OUTDATED: {
    status: 409,
    description:
      'The home belongs to a consortium that an older version of Datacar founded; this one has other contracts.',
  },
  HOST_NOT_ALLOWED: {
    status: 403,
    description: 'The Host or Origin header names a server that is not this one.',
  },
  IMPORT_CHANGED: {
    status: 409,
    description:
      'An interrupted import cannot be finished because the same file is read differently now, by another mapping for example.',
  },
  IMPORT_STARTED: { status: 409, description: 'The import of this file has begun, or is over.' },
  INCLUSION_INVALID: {
    status: 502,
    description:
      'The proof that a batch is in the log does not verify with the pinned keys; the car keeps its batch.',
  },
  INCLUSION_OVERDUE: {
    status: 503,
    description: 'A batch that the server signed for is not in its log in time; the car sends it again.',
  },
  INPUT_INVALID: { status: 400, description: 'A field of the request has a value that is not allowed.' },
  INPUT_TOO_LARGE: { status: 413, description: 'The body of the request is larger than allowed.' },
  INTERNAL: { status: 500, description: 'Something broke on our side; the log has the details.' },
  INVITATION_INVALID: { status: 400, description: 'The invitation is wrong, used, withdrawn or expired.' },
  KEYSTORE_INVALID: {
    status: 401,
    description:
      'The keystore does not open: its passphrase is wrong, it was changed, or it is not Web3 Secret Storage 3.',
  },
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
  LOG_FORKED: {
    status: 409,
    description: 'The server showed two logs that cannot both be true; the car stops letting its batches go.',
  },
  LOG_INCONSISTENT: {
    status: 500,
    description: 'The batch log does not fit a checkpoint that was anchored before.',
  },
  MAPPING_INVALID: {
    status: 400,
    description: 'The mapping does not say what a mapping must say; the details name the field.',
  },
  MAPPING_UNCERTAIN: {
    status: 400,
    description: 'The columns of a file do not say enough, such as the time zone: a mapping has to.',
  },
  MAPPING_UNKNOWN: {
    status: 400,
    description: 'No built-in mapping has this name or fits this header; give a mapping file.',
  },
  MQTT_UNREACHABLE: {
    status: 503,
    description: 'The MQTT broker does not answer, or does not let this server in.',
  },
  NOT_ANCHORED: {
    status: 409,
    description:
      'The batch is in the log, but no anchor on the chain has it yet; anchor now or wait for the next anchor.',
  },
  NOT_A_MEMBER: { status: 403, description: 'The consortium of the chain has not admitted this server.' },
  NOT_ENROLLED: {
    status: 401,
    description: 'This folder has no enrolled device key; run `datacar-vehicle enrol` first.',
  },
  NOT_FOUND: { status: 404, description: 'There is nothing at this address.' },
  OVERLOADED: {
    status: 429,
    description: 'The server has as much waiting as it takes; send again after Retry-After.',
  },
  OWNER_EPOCH_UNKNOWN: {
    status: 409,
    description: 'The batch names an ownership epoch that the chain does not know.',
  },
  PASSKEY_HOST_INVALID: {
    status: 400,
    description: 'Passkeys belong to a name, and need HTTPS or localhost: an IP address has none.',
  },
  PASSKEY_INVALID: {
    status: 400,
    description: 'The passkey is unknown here, or what it signed is not what was asked.',
  },
  PAYLOAD_MALFORMED: {
    status: 400,
    description: 'A message is not of the form that its mapping says, such as broken JSON.',
  },
  PORT_IN_USE: { status: 409, description: 'The port cannot be listened on: another program has it.' },
  PORT_TAKEN: { status: 409, description: 'Another program listens on this port.' },
  PROOF_CERTIFICATE_MISMATCH: {
    status: 400,
    description: 'The certificate speaks of another vehicle, key or chain than the header.',
  },
  PROOF_ISSUER_UNKNOWN: {
    status: 400,
    description: 'The member that certified the car key is not among the trust anchors.',
  },
  PROOF_LOG_UNKNOWN: {
    status: 400,
    description: 'The log that signed the checkpoint is not among the trust anchors.',
  },
  PROOF_MALFORMED: {
    status: 400,
    description: 'The file is not a proof: not deterministic CBOR of the stated shape.',
  },
  PROOF_NOT_ANCHORED: {
    status: 400,
    description: 'The anchor transaction is not the one of this checkpoint, log, chain or account.',
  },
  PROOF_NOT_IN_LOG: { status: 400, description: 'The header is not in the log that the checkpoint states.' },
  PROOF_READING_NOT_IN_BATCH: {
    status: 400,
    description: 'The reading is not in the batch that the header states.',
  },
  QUERY_TIMEOUT: {
    status: 503,
    description: 'The query took longer than the server allows; ask for a shorter period.',
  },
  QUERY_TOO_LARGE: {
    status: 413,
    description:
      'The question needs more memory or time than one query may take; ask for a shorter period or fewer signals.',
  },
  QUEUE_DAMAGED: {
    status: 500,
    description: 'A queue file of the agent is damaged in the middle of what was written.',
  },
  QUEUE_FULL: {
    status: 507,
    description: "The agent's disk limit was reached, so its oldest unsent batch became a gap.",
  },
  QUEUE_TORN: {
    status: 500,
    description:
      'A write that a crash interrupted was cut off the queue of the agent; none of it had been sent.',
  },
  RATE_LIMITED: { status: 429, description: 'Too many requests; wait as long as Retry-After says.' },
  READING_DUPLICATE: { status: 400, description: 'The batch holds the same signal at the same time twice.' },
  READING_IN_FUTURE: { status: 400, description: 'A reading is more than 120 s ahead of the server clock.' },
  READING_LATE: {
    status: 400,
    description: 'A reading is older than the batch that is open, which is already signed up to there.',
  },
  READING_OUT_OF_WINDOW: { status: 400, description: 'A reading lies outside the time window of its batch.' },
  READING_REPEATED: {
    status: 400,
    description: 'The same signal has two different values for one moment; the first one counts.',
  },
  READING_UNKNOWN: { status: 404, description: 'There is no such reading, or its owner has erased it.' },
  RESPONSE_INVALID: {
    status: 502,
    description: 'A server answered with something that its own API description does not allow.',
  },
  ROOT_MISMATCH: { status: 400, description: 'The readings do not hash to the root that the header states.' },
  ROWS_UNORDERED: {
    status: 400,
    description: 'A row comes too late in a file that is too large to be sorted; sort the file by time.',
  },
  ROW_COLUMNS_WRONG: { status: 400, description: 'A row has another number of columns than the header.' },
  ROW_MALFORMED: {
    status: 400,
    description: 'A row is not well-formed CSV, such as a quote that is never closed.',
  },
  ROW_TOO_LONG: { status: 400, description: 'A row is longer than a row may be.' },
  SEAL_INVALID: {
    status: 401,
    description: 'The sealed file cannot be opened: the passphrase is wrong or the file is damaged.',
  },
  SEQUENCE_FORK: {
    status: 409,
    description: 'Another header with this sequence number is already known; both are kept as evidence.',
  },
  SEQUENCE_INVALID: {
    status: 409,
    description:
      'The sequence number or the link to the header before cannot follow what is known of the stream.',
  },
  SERVER_TIMEOUT: {
    status: 504,
    description: 'The server did not answer in time; the car keeps its batch and tries again.',
  },
  SERVER_UNREACHABLE: { status: 503, description: 'No server answers at the given address.' },
  SIGNAL_UNKNOWN: { status: 400, description: 'No signal with this path is in the catalogue.' },
  SIGNATURE_HIGH_S: {
    status: 401,
    description: 'The signature is in its malleable form (s above half the group order), which is refused.',
  },
  SIGNATURE_INVALID: { status: 401, description: 'The signature does not verify with the key it names.' },
  SOURCE_MISMATCH: { status: 400, description: 'The batch claims a better source than its key has.' },
  STARTING: { status: 503, description: 'The server is starting or stopping; try again in a moment.' },
  STORAGE_DAMAGED: {
    status: 500,
    description: 'A stored file is damaged; the message names the file and the offset.',
  },
  STORAGE_FAILED: {
    status: 503,
    description: 'The disk failed to sync, so nothing more is accepted until a restart.',
  },
  STORAGE_FULL: { status: 507, description: 'The disk is full, so nothing was accepted; try again later.' },
  TIME_AMBIGUOUS: {
    status: 400,
    description:
      'The local time happened twice, because the clocks were put back; say in the mapping which one is meant.',
  },
  TIME_SKIPPED: {
    status: 400,
    description: 'The local time does not exist: the clocks were put forward over it.',
  },
  TRANSACTION_REFUSED: {
    status: 400,
    description: 'The chain did not take the transaction; the message says why.',
  },
  TRANSACTION_REVERTED: {
    status: 409,
    description: 'The transaction is in a block, but the contract refused it.',
  },
  TRANSACTION_UNSETTLED: {
    status: 504,
    description:
      'A signed transaction is in no block yet, so its outcome is open; send the same one again, not another.',
  },
  TRUST_MALFORMED: {
    status: 400,
    description: 'The trust file is not deterministic CBOR of the stated shape.',
  },
  TRUST_MISSING: {
    status: 400,
    description: 'No trust anchors were given, so nobody vouches for this step.',
  },
  TYPED_DATA_INVALID: {
    status: 400,
    description: 'What is to be signed is not typed data as EIP-712 has it; the details name the field.',
  },
  UNAUTHENTICATED: { status: 401, description: 'Sign in first, or send a token that is still valid.' },
  UNIT_UNKNOWN: {
    status: 400,
    description: "There is no such unit, or it cannot be converted to the signal's unit.",
  },
  VALUE_INVALID: {
    status: 400,
    description: 'A value is not a number, infinite, negative zero, or not of the type of its signal.',
  },
  VALUE_NOT_CANONICAL: {
    status: 400,
    description: 'A value has a second form that means the same: -0, or a text that is not in Unicode NFC.',
  },
  VALUE_NOT_FINITE: { status: 400, description: 'A value is NaN or infinite.' },
  VALUE_OUT_OF_RANGE: { status: 400, description: 'A value is outside the range of its signal.' },
  VALUE_TOO_LONG: { status: 400, description: 'A text value is longer than a signal may have.' },
  VALUE_TYPE_INVALID: {
    status: 400,
    description: "A value is not of its signal's type, such as a fraction for an integer signal.",
  },
  VALUE_UNREADABLE: {
    status: 400,
    description:
      'A cell or payload does not hold what its mapping says, such as a word where a number belongs.',
  },
  VEHICLE_UNKNOWN: { status: 404, description: 'No vehicle with this id is in the registry.' },
  VIN_INVALID: {
    status: 400,
    description: 'The VIN is not 17 characters of A-Z and 0-9 without I, O and Q (ISO 3779).',
  },
  WALLET_EXISTS: { status: 409, description: 'The home has a wallet already.' },
  WALLET_MISSING: {
    status: 404,
    description: 'The home has no wallet yet; `datacar wallet create` makes one.',
  },
  WORDS_INVALID: {
    status: 400,
    description: 'The words are not those of a wallet (BIP-39): one is wrong or missing, or their order is.',
  },
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof errorCodes;

// SPDX-License-Identifier: Apache-2.0

/** As in `telemetry/migrations.ts`: numbered steps, never changed once released. */
export const migrations: readonly string[] = [
  `
  create table position (block_number bigint not null, block_hash varchar not null);
  create table events (
    block_number bigint not null, block_hash varchar not null, block_time_ms bigint not null,
    log_index integer not null, transaction_hash varchar not null, contract varchar not null,
    name varchar not null, args varchar not null
  );
  `,
];

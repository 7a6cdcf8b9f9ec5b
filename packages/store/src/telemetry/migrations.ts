// SPDX-License-Identifier: Apache-2.0

/** Numbered steps of the schema: step n brings a file of version n - 1 to version n. Never changed once released. */
export const migrations: readonly string[] = [
  `
  create table projection (position bigint not null, must_compact boolean not null);
  insert into projection values (0, false);
  create table signals (
    id smallint not null, path varchar not null, kind varchar not null, unit varchar
  );
  create table readings (
    vehicle bigint not null, signal smallint not null, time_ms bigint not null, number double, text varchar,
    source tinyint not null, epoch integer not null, position bigint not null
  );
  create table headers (
    vehicle bigint not null, stream blob not null, sequence bigint not null, header_hash blob not null,
    previous_hash blob not null, from_ms bigint not null, to_ms bigint not null, count integer not null,
    source tinyint not null, key_index integer not null, epoch integer not null, next_by_ms bigint not null,
    received_at_ms bigint not null, leaf_index bigint, is_fork boolean not null, position bigint not null
  );
  create table signed_records (
    payload_hash blob not null, received_at_ms bigint not null, leaf_index bigint, position bigint not null
  );
  create table anchors (
    log_id bigint not null, size bigint not null, root blob not null, map_root blob not null,
    map_size bigint not null, checkpoint varchar not null, raw_transaction blob not null,
    transaction_hash blob not null, block_number bigint not null, block_hash blob not null,
    block_time_ms bigint not null, position bigint not null
  );
  `,
];

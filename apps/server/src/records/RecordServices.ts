// SPDX-License-Identifier: Apache-2.0
import type { MerkleLog } from '@datacar/core/records/createMerkleLog';
import type { BatchLog } from '@datacar/store/records/BatchLog';
import type { DataKeys } from '@datacar/store/records/DataKeys';
import type { Telemetry } from '@datacar/store/telemetry/Telemetry';
import type { Certifier } from '../vehicles/createCertifier.ts';
import type { Ownership } from '../vehicles/createOwnership.ts';
import type { Erasures } from '../vehicles/openErasures.ts';
import type { Ingest } from './ingest/openIngest.ts';
import type { StreamHeads } from './ingest/sequence/createStreamHeads.ts';
import type { Anchoring } from './log/openAnchoring.ts';

/** What the routes about records work with. */
export interface RecordServices {
  batchLog: BatchLog;
  dataKeys: DataKeys;
  telemetry: Telemetry;
  tree: MerkleLog;
  heads: StreamHeads;
  ingest: Ingest;
  anchoring: Anchoring;
  certifier: Certifier;
  ownership: Ownership;
  erasures: Erasures;
  clock: () => number;
}

// SPDX-License-Identifier: Apache-2.0
import type { CsvMapping } from '@datacar/core/signals/CsvMapping';
import { rskTripsMapping } from '@datacar/core/signals/rskTripsMapping';

/** The mappings that come with the agent. Each is chosen by itself for a file with exactly its header. */
export const builtInMappings: readonly CsvMapping[] = [rskTripsMapping];

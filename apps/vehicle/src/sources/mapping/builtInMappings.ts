// SPDX-License-Identifier: Apache-2.0
import type { CsvMapping } from '@datacar/core/signals/CsvMapping';
import type { MqttMapping } from '@datacar/core/signals/MqttMapping';
import { ovmsMapping } from '@datacar/core/signals/ovmsMapping';
import { rskTripsMapping } from '@datacar/core/signals/rskTripsMapping';
import { wicanMapping } from '@datacar/core/signals/wicanMapping';

/** The column mappings that come with the agent. Each is chosen by itself for a file with exactly its header. */
export const builtInCsvMappings: readonly CsvMapping[] = [rskTripsMapping];

/** The presets for dongles. */
export const builtInMqttMappings: readonly MqttMapping[] = [ovmsMapping, wicanMapping];

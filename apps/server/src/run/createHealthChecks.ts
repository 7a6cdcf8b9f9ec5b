// SPDX-License-Identifier: Apache-2.0
import { statfs } from 'node:fs/promises';
import type { Chain } from '@datacar/chain/Chain';
import type { HealthCheck } from '../http/implementServer.ts';
import type { MqttEndpoint } from '../mqtt/MqttEndpoint.ts';
import type { Store } from './openStore.ts';

/** Below this the next snapshot of the chain or segment of the batch log may not fit. */
export const DISK_FREE_BYTES_MIN = 512 * 1024 * 1024;

export interface HealthDependencies {
  chain: Chain;
  store: Store;
  mqtt: MqttEndpoint;
  home: string;
}

/** How each part is, by asking it. */
export function createHealthChecks({ chain, store, mqtt, home }: HealthDependencies) {
  return {
    async chain(): Promise<HealthCheck> {
      const block = await chain.publicClient.getBlockNumber({ cacheTime: 0 });
      return { isHealthy: true, message: `block ${block}` };
    },
    async batchLog(): Promise<HealthCheck> {
      const { position, leafCount } = store.batchLog;
      return { isHealthy: true, message: `${leafCount} leaves, ${position} bytes` };
    },
    async telemetry(): Promise<HealthCheck> {
      const { readings, headers } = await store.telemetry.growth();
      return { isHealthy: true, message: `${readings} readings of ${headers} batches` };
    },
    mqtt: (): HealthCheck =>
      mqtt.isConnected()
        ? { isHealthy: true, message: mqtt.url }
        : { isHealthy: false, message: `not connected to ${mqtt.url}` },
    async disk(): Promise<HealthCheck> {
      const { bavail, bsize } = await statfs(home);
      const freeBytes = bavail * bsize;
      return {
        isHealthy: freeBytes >= DISK_FREE_BYTES_MIN,
        message: `${Math.floor(freeBytes / 2 ** 20)} MiB free`,
      };
    },
  };
}

// SPDX-License-Identifier: Apache-2.0
import { readHealth, readMetrics } from '@datacar/core/api/routes';
import type { Metrics } from './createMetrics.ts';
import { type Implementation, implement } from './implement.ts';

export interface HealthCheck {
  isHealthy: boolean;
  message: string;
}

export interface ServerServices {
  version: string;
  metrics: Metrics;
  /** By name; each looks at the real thing. */
  checks: Readonly<Record<string, () => Promise<HealthCheck> | HealthCheck>>;
}

/** Whatever does not say how it is by then is not well. */
const CHECK_TIMEOUT_MS = 3_000;

export function implementServer({ version, metrics, checks }: ServerServices): Implementation[] {
  return [
    implement(readHealth, async ({ reply }) => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await runCheck(check)] as const),
      );
      const isHealthy = results.every(([, result]) => result.isHealthy);
      if (!isHealthy) reply.code(503);
      return {
        status: isHealthy ? ('ok' as const) : ('failing' as const),
        version,
        checks: Object.fromEntries(results),
      };
    }),
    implement(readMetrics, async ({ reply }) => {
      reply.type(metrics.registry.contentType);
      return metrics.registry.metrics();
    }),
  ];
}

async function runCheck(check: () => Promise<HealthCheck> | HealthCheck): Promise<HealthCheck> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthCheck>((resolve) => {
    timer = setTimeout(() => resolve({ isHealthy: false, message: 'does not answer' }), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return { isHealthy: false, message: (error as Error).message.split('\n')[0] ?? 'failed' };
  } finally {
    clearTimeout(timer);
  }
}

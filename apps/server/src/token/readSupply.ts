// SPDX-License-Identifier: Apache-2.0
import type { ContractName } from '@datacar/chain/contracts/DatacarContracts';
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import { type AllocationName, allocationNames } from '@datacar/core/token/allocations';
import type { readTokenSupply } from '@datacar/core/token/routes';
import type { ChainView } from './openChainViews.ts';

/** The contract that holds each allocation. */
export const allocationContracts = {
  publicOffering: 'publicOffering',
  technology: 'technologyVesting',
  operation: 'operationFund',
  foundation: 'foundationVesting',
  mining: 'miningReserve',
} as const satisfies Record<AllocationName, ContractName>;

/** What each allocation says of itself, in one block. */
export async function readSupply({ read, asOf }: ChainView): Promise<RouteResponse<typeof readTokenSupply>> {
  const [total, launchedAt, allocations] = await Promise.all([
    read('datr', 'totalSupply', []),
    read('publicOffering', 'launchedAt', []),
    Promise.all(
      allocationNames.map(async (name) => {
        const contract = allocationContracts[name];
        const [given, released, releasableNow, [at, amount]] = await Promise.all([
          read(contract, 'total', []),
          read(contract, 'released', []),
          read(contract, 'releasableNow', []),
          read(contract, 'nextRelease', []),
        ]);
        return {
          name,
          total: given.toString(),
          released: released.toString(),
          releasableNow: releasableNow.toString(),
          nextRelease: at === 0n ? null : { at: isoTime(Number(at)), amount: amount.toString() },
        };
      }),
    ),
  ]);
  return {
    total: total.toString(),
    allocations,
    launchedAt: launchedAt === 0n ? null : isoTime(Number(launchedAt)),
    asOf: { blockNumber: asOf.blockNumber, at: isoTime(asOf.atMs / 1_000) },
  };
}

/** `2026-05-01T12:00:00Z`: blocks know whole seconds. */
function isoTime(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
}

// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { compareCode } from '@datacar/chain/contracts/compareCode';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { membersAbi } from '@datacar/chain/generated/members';
import { membersBuild } from '@datacar/chain/generated/membersBuild';
import { recordLogAbi } from '@datacar/chain/generated/recordLog';
import { recordLogBuild } from '@datacar/chain/generated/recordLogBuild';
import { vehicleRegistryAbi } from '@datacar/chain/generated/vehicleRegistry';
import { vehicleRegistryBuild } from '@datacar/chain/generated/vehicleRegistryBuild';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type Hex, keccak256, size } from 'viem';

/** Every contract of a server, with what it was compiled to and where it is. */
export function describeContracts(contracts: DatacarContracts, { chain }: { chain: Chain }) {
  const all = [
    { build: membersBuild, abi: membersAbi, address: contracts.members },
    { build: vehicleRegistryBuild, abi: vehicleRegistryAbi, address: contracts.vehicleRegistry },
    { build: recordLogBuild, abi: recordLogAbi, address: contracts.recordLog },
  ];

  async function inspect({ build, address }: (typeof all)[number]) {
    const code: Hex = (await chain.publicClient.getCode({ address })) ?? '0x';
    const { isEqual, immutables } = compareCode(code, build);
    const summary = {
      name: build.name,
      address,
      isVerified: isEqual,
      compiler: `solc ${build.compiler}`,
      codeBytes: size(code),
      codeHash: keccak256(code),
    };
    return { summary, code, immutables };
  }

  return {
    list: () => Promise.all(all.map(async (contract) => (await inspect(contract)).summary)),
    /** @throws DatacarError NOT_FOUND */
    async read(nameOrAddress: string) {
      const wanted = nameOrAddress.toLowerCase();
      const contract = all.find(
        ({ build, address }) => build.name.toLowerCase() === wanted || address.toLowerCase() === wanted,
      );
      if (contract === undefined)
        throw new DatacarError('NOT_FOUND', 'Datacar has no contract of this name or address.');
      const { summary, code, immutables } = await inspect(contract);
      // Read when somebody asks: it is the largest module here.
      const { contractSources } = await import('@datacar/chain/generated/contractSources');
      const sources = contract.build.sourcePaths.map((path) => ({ path, text: contractSources[path] ?? '' }));
      return {
        ...summary,
        abi: [...contract.abi],
        sources,
        settings: contract.build.settings,
        immutables,
        code,
      };
    },
  };
}

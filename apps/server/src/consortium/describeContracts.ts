// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import type { ContractBuild } from '@datacar/chain/contracts/ContractBuild';
import { compareCode } from '@datacar/chain/contracts/compareCode';
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import { contractBuilds, proxyBuild } from '@datacar/chain/contracts/contractBuilds';
import type { ContractName, DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { isProxy } from '@datacar/chain/contracts/planDeployment';
import { readImplementation } from '@datacar/chain/contracts/readImplementation';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type Address, type Hex, keccak256, size } from 'viem';

/** Every contract of a server, with what it was compiled to and where it is. */
export function describeContracts(contracts: DatacarContracts, { chain }: { chain: Chain }) {
  const { publicClient } = chain;
  const names = Object.keys(contractAbis) as ContractName[];

  async function readDeployed(address: Address) {
    const code: Hex = (await publicClient.getCode({ address })) ?? '0x';
    return { code, deployed: { address, codeBytes: size(code), codeHash: keccak256(code) } };
  }

  async function inspect(name: ContractName) {
    const build = contractBuilds[name];
    const own = await readDeployed(contracts[name]);
    if (!isProxy(name)) return describe({ build, own, ...compareCode(own.code, build) });
    const run = await readDeployed(await readImplementation(publicClient, contracts[name]));
    const { isEqual, immutables } = compareCode(run.code, build);
    const isProxyEqual = compareCode(own.code, proxyBuild).isEqual;
    return describe({ build, own, run, isEqual: isEqual && isProxyEqual, immutables });
  }

  return {
    list: () => Promise.all(names.map(async (name) => (await inspect(name)).summary)),
    /** @throws DatacarError NOT_FOUND */
    async read(nameOrAddress: string) {
      const wanted = nameOrAddress.toLowerCase();
      const name = names.find(
        (one) => one.toLowerCase() === wanted || contracts[one].toLowerCase() === wanted,
      );
      if (name === undefined) {
        throw new DatacarError('NOT_FOUND', 'Datacar has no contract of this name or address.');
      }
      const { summary, ...rest } = await inspect(name);
      const build = contractBuilds[name];
      return {
        ...summary,
        ...rest,
        abi: [...contractAbis[name]],
        sources: await readSources(isProxy(name) ? [build, proxyBuild] : [build]),
        settings: build.settings,
      };
    },
  };
}

type Deployed = { code: Hex; deployed: { address: Address; codeBytes: number; codeHash: Hex } };

function describe({
  build,
  own,
  run,
  isEqual,
  immutables,
}: {
  build: ContractBuild;
  own: Deployed;
  /** What a proxy runs. */
  run?: Deployed;
} & ReturnType<typeof compareCode>) {
  const kind: 'immutable' | 'proxy' = run === undefined ? 'immutable' : 'proxy';
  return {
    summary: {
      ...{ name: build.name, kind, ...own.deployed, implementation: run?.deployed ?? null },
      ...{ isVerified: isEqual, compiler: `solc ${build.compiler}` },
    },
    immutables,
    code: own.code,
    implementationCode: run?.code ?? null,
  };
}

/** Read when somebody asks: it is the largest module here. */
async function readSources(builds: readonly ContractBuild[]) {
  const { contractSources } = await import('@datacar/chain/generated/contractSources');
  const paths = new Set(builds.flatMap(({ sourcePaths }) => sourcePaths));
  return [...paths].map((path) => ({ path, text: contractSources[path] ?? '' }));
}

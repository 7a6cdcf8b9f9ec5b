// SPDX-License-Identifier: Apache-2.0
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import { contractTitle } from '@datacar/chain/contracts/contractTitle';
import type { ContractName, DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { showControls } from '@datacar/core/consortium/quoteText';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';
import { type Abi, getAddress } from 'viem';

export interface Party {
  account: string;
  name: string | null;
}

export interface Parties {
  /** An account with the name that it goes by here: of a member, of its server, or of one of Datacar's contracts. */
  of(account: string): Party;
  /** One of Datacar's contracts by its address. */
  contractAt(address: string): { name: string; abi: Abi } | undefined;
}

export function createParties(
  contracts: DatacarContracts,
  { chainIndex }: { chainIndex: ChainIndex },
): Parties {
  const names = Object.keys(contractAbis) as ContractName[];
  const known = new Map(
    names.map((name) => [
      contracts[name].toLowerCase(),
      { name: contractTitle(name), abi: contractAbis[name] as Abi },
    ]),
  );

  function nameOf(account: string): string | null {
    const contract = known.get(account);
    if (contract !== undefined) return contract.name;
    for (const member of chainIndex.members()) {
      if (member.account === account) return showControls(member.name);
      if (member.serverAccounts.includes(account)) return `Server of ${showControls(member.name)}`;
    }
    return null;
  }

  return {
    of: (account) => ({ account: getAddress(account), name: nameOf(account.toLowerCase()) }),
    contractAt: (address) => known.get(address.toLowerCase()),
  };
}

// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { deployContracts } from '@datacar/chain/contracts/deployContracts';
import type { TransactionSender } from '@datacar/chain/transactions/openSender';
import { completeGenesisTerms, type GenesisTermsInput } from '@datacar/core/consortium/genesisTerms';

export interface DeployTestContractsOptions {
  chain: Chain;
  deployer: TransactionSender;
  /** What is left out is as on one machine, with the deployer as the founder. */
  terms?: GenesisTermsInput;
  /** When the terms are made. Default: the beginning of this year, so that midnight makes no others. */
  nowMs?: number;
}

const NOW_MS = Date.UTC(new Date().getUTCFullYear(), 0, 1);

/** Founds a consortium on a test's chain. */
export function deployTestContracts({
  chain,
  deployer,
  terms = {},
  nowMs = NOW_MS,
}: DeployTestContractsOptions): Promise<DatacarContracts> {
  const complete = completeGenesisTerms(terms, { account: deployer.address, nowMs });
  return deployContracts({ chain, deployer, terms: complete });
}

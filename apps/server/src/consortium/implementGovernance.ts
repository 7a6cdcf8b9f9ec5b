// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { listMembers, listProposals, listValidators, readCouncil } from '@datacar/core/consortium/routes';
import { type Implementation, implement } from '../http/implement.ts';
import type { Parties } from '../token/createParties.ts';
import type { ChainViews } from '../token/openChainViews.ts';
import { openOperations } from './governance/openOperations.ts';
import { openVotes } from './governance/openVotes.ts';
import { readCouncilActions } from './governance/readCouncilActions.ts';
import { readMembers, readValidators } from './governance/readMembers.ts';
import { readProposals } from './governance/readProposals.ts';

export interface GovernanceServices {
  chain: Chain;
  contracts: DatacarContracts;
  views: ChainViews;
  parties: Parties;
}

/** Who runs the chain together, and what they decide, read from the chain. */
export function implementGovernance(services: GovernanceServices): Implementation[] {
  const { chain, contracts, views, parties } = services;
  const votes = openVotes({ chain, contracts });
  const operations = openOperations({ chain, contracts });

  return [
    implement(listMembers, async ({ query }) => readMembers(await views.current(), query, { parties })),
    implement(listProposals, async ({ query }) =>
      readProposals(await views.current(), query, { parties, votes, operations }),
    ),
    implement(listValidators, async ({ query }) => readValidators(await views.current(), query, { parties })),
    implement(readCouncil, async ({ query }) =>
      readCouncilActions(await views.current(), query, { contracts, parties }),
    ),
  ];
}

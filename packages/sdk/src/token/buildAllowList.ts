// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { StandardMerkleTree } from '@openzeppelin/merkle-tree';
import type { RpcHex } from '../consortium/RpcMethods.ts';
import { toAccount } from '../internal/buildCall.ts';

export interface AllowList {
  /** Goes into the terms of a round (`allowListRoot`). */
  root: RpcHex;
  /** What `buyRound` needs; undefined for an account that is not on the list. */
  proofOf(account: string): RpcHex[] | undefined;
}

/**
 * Makes the list of those who may buy in a round: the root is published with the round, and each buyer shows its proof.
 * The order of the accounts does not matter, and one named twice counts once. Publish the accounts, so that everybody
 * can make the proofs.
 *
 * @throws DatacarError INPUT_INVALID for something that is no account
 *
 * @example
 * import { buildAllowList } from '@datacar/sdk/token/buildAllowList';
 *
 * const { root, proofOf } = buildAllowList(['0x…', '0x…']);
 */
export function buildAllowList(accounts: readonly string[]): AllowList {
  const unique = [
    ...new Set(accounts.map((account, index) => toAccount(account, `accounts.${index}`).toLowerCase())),
  ];
  if (unique.length === 0) {
    throw new DatacarError(
      'INPUT_INVALID',
      'accounts: a list needs at least one; without a list everybody may buy.',
      {
        details: { field: 'accounts' },
      },
    );
  }
  const tree = StandardMerkleTree.of(
    unique.map((account) => [account]),
    ['address'],
  );
  const places = new Map(unique.map((account, index) => [account, index]));
  return {
    root: tree.root as RpcHex,
    proofOf(account) {
      const place = places.get(account.toLowerCase());
      return place === undefined ? undefined : (tree.getProof(place) as RpcHex[]);
    },
  };
}

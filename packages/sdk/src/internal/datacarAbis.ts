// SPDX-License-Identifier: Apache-2.0
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import type { Abi } from 'viem';

/** Each contract's own: one signature may mean something else in another one. */
export const datacarAbis: Readonly<Record<keyof typeof contractAbis, Abi>> = contractAbis;

/** Of all of them and of what they are built on: a selector of an error means the same wherever it comes from. */
export const datacarErrors: Abi = Object.values(datacarAbis)
  .flat()
  .filter(({ type }) => type === 'error');

// SPDX-License-Identifier: Apache-2.0
import type { SendCallReturnType } from '@datacar/sdk/consortium/sendCall';

/**
 * The number that a contract gave to what a call made: the first topic of its first event (Proposed, ReleaseProposed,
 * ActionProposed). Undefined when the contract itself said nothing.
 */
export function readCreatedId(
  { logs }: Pick<SendCallReturnType['receipt'], 'logs'>,
  contract: string,
): string | undefined {
  const topic = logs.find(({ address }) => address.toLowerCase() === contract.toLowerCase())?.topics[1];
  return topic === undefined ? undefined : BigInt(topic).toString();
}

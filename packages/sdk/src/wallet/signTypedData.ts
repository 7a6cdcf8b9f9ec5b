// SPDX-License-Identifier: Apache-2.0
import type { TypedData } from '@datacar/core/wallet/TypedData';
import type { TypedDataDefinition } from 'viem';
import type { LocalAccount } from 'viem/accounts';
import { hashTypedData } from 'viem/utils';

export interface SignTypedDataParameters {
  account: Pick<LocalAccount, 'signTypedData'>;
  /** As `parseTypedData` gives it. */
  typedData: TypedData;
}

export interface SignTypedDataReturnType {
  /** r ‖ s ‖ v, 65 bytes in 0x-hex. */
  signature: string;
  /** The 32 bytes that were signed, in 0x-hex. */
  hash: string;
}

/**
 * Signs typed data (EIP-712). Say with `describeTypedData` what it does before you call this.
 *
 * @example
 * import { parseTypedData } from '@datacar/core/wallet/parseTypedData';
 * import { accountOfPrivateKey } from '@datacar/sdk/wallet/accountOfPrivateKey';
 * import { signTypedData } from '@datacar/sdk/wallet/signTypedData';
 *
 * const account = accountOfPrivateKey(privateKey);
 * const { typedData } = parseTypedData(JSON.parse(text));
 * const { signature } = await signTypedData({ account, typedData });
 */
export async function signTypedData({
  account,
  typedData,
}: SignTypedDataParameters): Promise<SignTypedDataReturnType> {
  // The values were checked against their types when they were parsed, which viem's own types cannot see.
  const definition = typedData as unknown as TypedDataDefinition;
  return { signature: await account.signTypedData(definition), hash: hashTypedData(definition) };
}

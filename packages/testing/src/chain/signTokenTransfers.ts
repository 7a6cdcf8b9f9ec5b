// SPDX-License-Identifier: Apache-2.0
import { encodeFunctionData, erc20Abi, getContractAddress, type Hex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { signTransfer } from './signTransfer.ts';
import { tokenCreationCode } from './tokenCreationCode.ts';

export interface TokenTransfers {
  /** Creates the token; goes first, in a block of its own. */
  creation: Hex;
  /** Raw transactions, a list an account, each list by nonce. */
  byAccount: Hex[][];
}

/** Signed transfers of a small token between some accounts, ready to be sent to any chain with this id. */
export async function signTokenTransfers({
  chainId,
  accounts,
  transfersEach,
}: {
  chainId: number;
  accounts: number;
  transfersEach: number;
}): Promise<TokenTransfers> {
  const creator = privateKeyToAccount(generatePrivateKey());
  const creation = await creator.signTransaction({
    type: 'eip1559',
    chainId,
    nonce: 0,
    data: tokenCreationCode,
    gas: 200_000n,
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
  });
  const token = getContractAddress({ from: creator.address, nonce: 0n });
  const senders = Array.from({ length: accounts }, () => privateKeyToAccount(generatePrivateKey()));
  const byAccount: Hex[][] = [];
  for (const [index, sender] of senders.entries()) {
    const receiver = senders[(index + 1) % accounts]?.address ?? sender.address;
    const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [receiver, 1n] });
    const raws: Hex[] = [];
    for (let nonce = 0; nonce < transfersEach; nonce++) {
      raws.push(await signTransfer(sender, { chainId, nonce, to: token, data }));
    }
    byAccount.push(raws);
  }
  return { creation, byAccount };
}

// SPDX-License-Identifier: Apache-2.0
import { parseTypedData } from '@datacar/core/wallet/parseTypedData';
import { keccak256, stringToHex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { recoverTypedDataAddress } from 'viem/utils';
import { expect, test } from 'vitest';
import { signTypedData } from './signTypedData.ts';

test("signs EIP-712's own example as it says", async () => {
  const { typedData } = parseTypedData({
    types: {
      EIP712Domain: [
        { name: 'name', type: 'string' },
        { name: 'version', type: 'string' },
        { name: 'chainId', type: 'uint256' },
        { name: 'verifyingContract', type: 'address' },
      ],
      Person: [
        { name: 'name', type: 'string' },
        { name: 'wallet', type: 'address' },
      ],
      Mail: [
        { name: 'from', type: 'Person' },
        { name: 'to', type: 'Person' },
        { name: 'contents', type: 'string' },
      ],
    },
    primaryType: 'Mail',
    domain: {
      name: 'Ether Mail',
      version: '1',
      chainId: 1,
      verifyingContract: '0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC',
    },
    message: {
      from: { name: 'Cow', wallet: '0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826' },
      to: { name: 'Bob', wallet: '0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB' },
      contents: 'Hello, Bob!',
    },
  });
  const account = privateKeyToAccount(keccak256(stringToHex('cow')));
  expect(account.address).toBe('0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826');
  const { signature, hash } = await signTypedData({ account, typedData });
  expect(hash).toBe('0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2');
  // r, s and v as the reference implementation in the EIP has them.
  expect(signature).toBe(
    '0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c',
  );
});

test('signs what was described: lists, structs in lists, and every form of number', async () => {
  const input = {
    types: {
      Row: [
        { name: 'amounts', type: 'int64[2][]' },
        { name: 'data', type: 'bytes' },
      ],
      Table: [
        { name: 'rows', type: 'Row[]' },
        { name: 'isOpen', type: 'bool' },
        { name: 'id', type: 'bytes4' },
      ],
    },
    primaryType: 'Table',
    domain: { name: 'x', chainId: '0x7a69' },
    message: { rows: [{ amounts: [[-1, '2']], data: '0xFF' }], isOpen: true, id: '0x01020304', more: 1 },
  };
  const { typedData } = parseTypedData(input);
  const account = privateKeyToAccount(keccak256(stringToHex('cow')));
  const { signature } = await signTypedData({ account, typedData });
  const { message, ...rest } = input;
  const { more: _more, ...signed } = message;
  const recovered = await recoverTypedDataAddress({
    ...rest,
    domain: { name: 'x', chainId: 31337 },
    message: signed,
    signature: signature as `0x${string}`,
  } as never);
  expect(recovered).toBe(account.address);
});

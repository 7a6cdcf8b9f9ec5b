// SPDX-License-Identifier: Apache-2.0
// Compares the wallet with eth-account, a wallet in Python that shares no code with it: accounts from the same words,
// keystores of each opened by the other, and signatures over the same typed data.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createMnemonic } from '@datacar/core/wallet/createMnemonic';
import { openKeystore } from '@datacar/core/wallet/openKeystore';
import { openSeed } from '@datacar/core/wallet/openSeed';
import { parseTypedData } from '@datacar/core/wallet/parseTypedData';
import { sealKeystore } from '@datacar/core/wallet/sealKeystore';
import { seedOfMnemonic } from '@datacar/core/wallet/seedOfMnemonic';
import { accountOfPrivateKey } from '@datacar/sdk/wallet/accountOfPrivateKey';
import { signTypedData } from '@datacar/sdk/wallet/signTypedData';
import { openPython } from './openPython.ts';

interface Answer {
  keys: string[];
  opened: string[];
  made: object[];
  signatures: string[];
}

const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`;
const freshKey = () => new Uint8Array([1, ...randomBytes(31)]);

const text = createMnemonic(24);
const indexes = [0, 1, 2, 19, 1_000, 2 ** 31 - 1];
const passphrases = ['testpassword', 'pässwörd ✓', ''];
const sealed = passphrases.map((passphrase) => ({ key: freshKey(), passphrase }));
const wanted = (['scrypt', 'pbkdf2'] as const).map((kdf) => ({
  key: freshKey(),
  passphrase: 'pässwörd ✓',
  kdf,
}));
const signer = freshKey();
const token = '0x1111111111111111111111111111111111111111';
const typed = [
  {
    types: {
      EIP712Domain: [
        { name: 'name', type: 'string' },
        { name: 'version', type: 'string' },
        { name: 'chainId', type: 'uint256' },
        { name: 'verifyingContract', type: 'address' },
      ],
      Permit: [
        { name: 'owner', type: 'address' },
        { name: 'spender', type: 'address' },
        { name: 'value', type: 'uint256' },
        { name: 'nonce', type: 'uint256' },
        { name: 'deadline', type: 'uint256' },
      ],
    },
    primaryType: 'Permit',
    domain: { name: 'Datacar', version: '1', chainId: 31_337, verifyingContract: token },
    message: { owner: token, spender: token, value: 5, nonce: 0, deadline: 1_800_000_000 },
  },
  {
    types: {
      EIP712Domain: [{ name: 'name', type: 'string' }],
      Row: [
        { name: 'amounts', type: 'int64[]' },
        { name: 'data', type: 'bytes' },
      ],
      Table: [
        { name: 'rows', type: 'Row[]' },
        { name: 'isOpen', type: 'bool' },
        { name: 'id', type: 'bytes4' },
      ],
    },
    primaryType: 'Table',
    domain: { name: 'Tables ✓' },
    message: {
      rows: [
        { amounts: [-1, 2], data: '0xff00' },
        { amounts: [], data: '0x' },
      ],
      isOpen: true,
      id: '0x01020304',
    },
  },
];

const directory = 'packages/core/python/wallet';
const python = openPython({ directory, subject: 'The comparison with a wallet in Python' });
const { status, stdout } = spawnSync(python, [join(directory, 'wallet.py')], {
  input: JSON.stringify({
    words: { text, indexes },
    open: sealed.map(({ key, passphrase }) => ({
      keystore: sealKeystore({ privateKey: key, passphrase }),
      passphrase,
    })),
    make: wanted.map((one) => ({ ...one, key: hex(one.key) })),
    signer: hex(signer),
    sign: typed,
  }),
  encoding: 'utf8',
  stdio: ['pipe', 'pipe', 'inherit'],
});
if (status !== 0) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const answer = JSON.parse(stdout) as Answer;
const seed = openSeed(seedOfMnemonic(text));
const account = accountOfPrivateKey(signer);
const ours = await Promise.all(
  typed.map((input) => signTypedData({ account, typedData: parseTypedData(input).typedData })),
);
const results: [string, boolean][] = [
  ...indexes.map((index, i): [string, boolean] => [
    `account ${index} of the same words`,
    answer.keys[i] === hex(seed.keyAt(index)),
  ]),
  ...sealed.map(({ key, passphrase }, i): [string, boolean] => [
    `our keystore under ${JSON.stringify(passphrase)} opens there`,
    answer.opened[i] === hex(key),
  ]),
  ...wanted.map(({ key, passphrase, kdf }, i): [string, boolean] => [
    `its keystore with ${kdf} opens here`,
    hex(openKeystore({ text: JSON.stringify(answer.made[i]), passphrase }).privateKey) === hex(key),
  ]),
  ...typed.map(({ primaryType }, i): [string, boolean] => [
    `the signature over ${primaryType}`,
    answer.signatures[i] === ours[i]?.signature,
  ]),
];
for (const [what, isRight] of results) console.log(`${isRight ? 'ok    ' : 'FAILED'} ${what}`);
const passed = results.filter(([, isRight]) => isRight).length;
console.log(`${passed} passed, ${results.length - passed} failed`);
process.exit(passed === results.length ? 0 : 1);

// SPDX-License-Identifier: Apache-2.0
import { defineCommand } from '../command/defineCommand.ts';
import { collectList, parseDays } from '../command/optionParsers.ts';
import { fromOption } from '../home/openAccount.ts';

const keystorePassphraseOption = {
  flags: '--keystore-passphrase-file <file>',
  summary: 'the passphrase of the keystore; without it you are asked',
};

/** Accounts of the person at the terminal. */
export const walletCommands = [
  defineCommand({
    name: 'wallet create',
    summary: 'make a wallet: one seed, shown once as words to write down',
    description:
      'All accounts follow from the seed (BIP-39, BIP-44). It is kept in the home, sealed like its other keys.',
    scope: 'home',
    options: [{ flags: '--words <count>', summary: 'how many words', choices: ['12', '24'], default: '12' }],
    examples: ['datacar wallet create', 'datacar wallet create --words 24'],
    load: async () => (await import('./createWallet.ts')).createWallet,
  }),
  defineCommand({
    name: 'wallet restore',
    summary: 'bring a wallet back from its words',
    description:
      'The words come from a file, from a pipe, or are asked for; never from the command line. With a server, the chain is searched for accounts that were used.',
    scope: 'server',
    options: [{ flags: '--words-file <file>', summary: 'file with the words, or - for stdin' }],
    examples: ['datacar wallet restore', 'datacar wallet restore --words-file words.txt'],
    load: async () => (await import('./restoreWallet.ts')).restoreWallet,
  }),
  defineCommand({
    name: 'wallet list',
    summary: 'list the accounts of the home and its wallet, with their balances',
    scope: 'server',
    examples: ['datacar wallet list'],
    load: async () => (await import('./listAccounts.ts')).listAccounts,
  }),
  defineCommand({
    name: 'wallet receive',
    summary: 'show an address to be paid at, a fresh one each time',
    description:
      'An address for each payment keeps payers from seeing what others paid. All of them come back with the words.',
    scope: 'server',
    options: [{ flags: '--again', summary: 'the one shown last, if nothing has come to it' }],
    examples: ['datacar wallet receive', 'datacar wallet receive --again'],
    load: async () => (await import('./receive.ts')).receive,
  }),
  defineCommand({
    name: 'wallet add',
    summary: 'make an account with a name, to be used again and again',
    scope: 'home',
    options: [{ flags: '--name <name>', summary: 'what you call it', isRequired: true }],
    examples: ['datacar wallet add --name savings'],
    load: async () => (await import('./addAccount.ts')).addAccount,
  }),
  defineCommand({
    name: 'wallet import',
    summary: 'take an account from another wallet',
    description:
      'Reads a keystore (Web3 Secret Storage 3, as geth and other wallets write it) or a private key in hex. The words of this wallet do not bring it back.',
    scope: 'home',
    arguments: [{ name: '[file]', summary: 'the keystore' }],
    options: [
      { flags: '--key-file <file>', summary: 'file with a private key in hex, or - for stdin' },
      keystorePassphraseOption,
      { flags: '--name <name>', summary: 'what you call it' },
    ],
    examples: [
      'datacar wallet import keystore.json --name old',
      'datacar wallet import --key-file key.txt --name miner',
    ],
    load: async () => (await import('./importAccount.ts')).importAccount,
  }),
  defineCommand({
    name: 'wallet export',
    summary: 'write an account into a keystore for another wallet',
    description: 'The key leaves only encrypted under a passphrase that you choose (Web3 Secret Storage 3).',
    scope: 'home',
    arguments: [
      { name: '<account>', summary: 'owner, member, or one of the wallet by name, index or address' },
    ],
    options: [
      {
        flags: '-o, --output <file>',
        summary: 'the file to write; it must not be there yet',
        isRequired: true,
      },
      keystorePassphraseOption,
    ],
    examples: [
      'datacar wallet export savings -o savings.json',
      'datacar wallet export 3 -o three.json --keystore-passphrase-file passphrase.txt',
    ],
    load: async () => (await import('./exportAccount.ts')).exportAccount,
  }),
  defineCommand({
    name: 'wallet words',
    summary: 'show the words of the wallet, after asking',
    scope: 'home',
    options: [{ flags: '--yes', summary: 'do not ask' }],
    examples: ['datacar wallet words'],
    load: async () => (await import('./showWords.ts')).showWords,
  }),
  defineCommand({
    name: 'wallet sign',
    summary: 'sign typed data (EIP-712), after saying what it does',
    description:
      'Shows in a sentence what the signature does and asks. What this wallet does not know is shown field by field, with a warning. The signature alone goes to stdout.',
    scope: 'server',
    arguments: [{ name: '<file>', summary: 'typed data as JSON, or - for stdin' }],
    options: [
      fromOption,
      { flags: '--yes', summary: 'do not ask' },
      { flags: '--any-chain', summary: 'also sign for another chain than that of the home' },
    ],
    examples: ['datacar wallet sign permit.json --from savings'],
    load: async () => (await import('./signFile.ts')).signFile,
  }),
];

export const accessCommands = [
  defineCommand({
    name: 'api-token create',
    summary: 'make a token for a program',
    description:
      'The token is shown once. Programs send it as a bearer token; `datacar` itself takes it as DATACAR_TOKEN.',
    scope: 'server',
    options: [
      { flags: '--name <name>', summary: 'what the token is for', isRequired: true },
      {
        flags: '--scope <scope...>',
        summary:
          'what it may do: vehicles:read, vehicles:write, records:read, records:write (default: both reads)',
        parse: collectList,
      },
      { flags: '--expires-in <days>', summary: 'days until it ends', default: 90, parse: parseDays },
    ],
    examples: [
      'datacar api-token create --name dashboard --scope vehicles:read records:read --expires-in 30',
    ],
    load: async () => (await import('./createApiToken.ts')).createApiToken,
  }),
  defineCommand({
    name: 'api-token list',
    summary: 'list your API tokens, without their secrets',
    scope: 'server',
    examples: ['datacar api-token list'],
    load: async () => (await import('./listApiTokens.ts')).listApiTokens,
  }),
  defineCommand({
    name: 'api-token revoke',
    summary: 'end an API token at once',
    scope: 'server',
    arguments: [{ name: '<token>', summary: 'id of the token, as listed' }],
    examples: ['datacar api-token revoke k3v9'],
    load: async () => (await import('./revokeApiToken.ts')).revokeApiToken,
  }),
];

// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { runDatacar } from '@datacar/testing/cli/runDatacar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../command/buildProgram.ts';
import type { CommandAction } from '../command/defineCommand.ts';
import { UsageError } from '../command/UsageError.ts';
import { commandGroups } from '../commands.ts';
import { createOutput } from '../output/createOutput.ts';

const folder = mkdtempSync(join(tmpdir(), 'datacar-wallet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newHome = (name: string) => join(folder, name);
const newFile = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** The accounts that Hardhat and Foundry publish for these words. */
const words = newFile('words', 'test test test test test test test test test test test junk\n');
const published = [
  '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266',
  '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
  '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc',
];
/** Each passphrase is meant to take a second, and takes several where all processors are busy. */
const costlyMs = 120_000;
const keyOfOne = '59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d';

interface Account {
  index: number;
  address: string;
}

/** Runs a command in this process, which is many times faster than one of its own, and returns its JSON. */
async function run<Result = object>(words: string[], home: string): Promise<Result> {
  const stdout = new PassThrough();
  const streams = { stdout, stderr: new PassThrough(), stdin: new PassThrough() };
  const output = createOutput({ isJson: true }, streams as never);
  const program = buildProgram(commandGroups, {
    version: '0',
    run: async (definition, { passphraseFile, json: _json, ...options }) => {
      const action = (await definition.load()) as CommandAction<Record<string, unknown>>;
      await action(options, {
        home,
        serverUrl: undefined,
        passphraseFile: passphraseFile as string | undefined,
        output,
      });
    },
  });
  await program.parseAsync(words, { from: 'user' });
  stdout.end();
  let text = '';
  for await (const chunk of stdout.setEncoding('utf8')) text += chunk;
  return JSON.parse(text) as Result;
}

/** With which code a command fails; `usage` when its options are wrong. */
async function refusal(words: string[], home: string): Promise<string> {
  try {
    await run(words, home);
  } catch (error) {
    if (error instanceof UsageError) return 'usage';
    if (error instanceof DatacarError) return error.code;
    throw error;
  }
  return expect.unreachable();
}

describe('a fresh wallet', () => {
  const home = newHome('fresh');

  test('is made once, and its words are those that are shown again', async () => {
    const made = await run<{ words: string[] }>(['wallet', 'create', '--words', '24'], home);
    expect(made.words).toHaveLength(24);
    expect(await refusal(['wallet', 'create'], home)).toBe('WALLET_EXISTS');
    expect(await run(['wallet', 'words', '--yes'], home)).toEqual({ words: made.words });
    const sealed = readFileSync(join(home, 'wallet', 'seed.json'), 'utf8');
    // One alone may be a name of a field there, such as "purpose", or a few letters of what is sealed.
    for (const [index, word] of made.words.slice(1).entries()) {
      expect(sealed).not.toMatch(new RegExp(`${made.words[index]}.{0,4}${word}`));
    }
  });

  test('shows its words to nobody who did not ask twice', async () => {
    const { status, stdout } = await runDatacar(['wallet', 'words'], { home });
    expect([status, stdout]).toEqual([2, '']);
  });

  test('is readable by its user only', async () => {
    await run(['wallet', 'receive'], home);
    await run(['wallet', 'import', '--key-file', newFile('key', keyOfOne)], home);
    const modes = readdirSync(home, { recursive: true, encoding: 'utf8' }).map((name) => {
      const found = statSync(join(home, name));
      return [name, found.mode & 0o777, found.isDirectory() ? 0o700 : 0o600];
    });
    expect(modes.map(([name]) => name)).toContain('wallet/seed.json');
    expect(modes.filter(([, mode, wanted]) => mode !== wanted)).toEqual([]);
    expect(statSync(home).mode & 0o777).toBe(0o700);
  });
});

test('without a wallet the commands say how to make one', async () => {
  const home = newHome('none');
  for (const command of [['receive'], ['add', '--name', 'a'], ['words', '--yes']]) {
    expect(await refusal(['wallet', ...command], home)).toBe('WALLET_MISSING');
  }
  expect(await refusal(['wallet', 'export', 'a', '-o', join(folder, 'none.json')], home)).toBe(
    'ACCOUNT_UNKNOWN',
  );
  expect(await run(['wallet', 'list'], home)).toEqual({ items: [] });
});

describe('a wallet of published words', () => {
  const home = newHome('published');
  beforeAll(async () => {
    await run(['wallet', 'restore', '--words-file', words], home);
  });

  test('gives its published addresses, a fresh one each time, and the last again when asked', async () => {
    const receive = (...more: string[]) =>
      run<Account & { isFresh: boolean }>(['wallet', 'receive', ...more], home);
    expect(await receive()).toMatchObject({ index: 0, address: published[0], isFresh: true });
    expect(await receive()).toMatchObject({ index: 1, address: published[1], isFresh: true });
    expect(await receive('--again')).toMatchObject({ index: 1, address: published[1], isFresh: false });
    const named = await run<Account>(['wallet', 'add', '--name', 'Savings'], home);
    expect(named).toMatchObject({ index: 2, address: published[2] });
    // An account that has a name is nobody's receiving address.
    expect(await receive('--again')).toMatchObject({ index: 1, isFresh: false });
  });

  test.each([
    ['savings', 'ACCOUNT_EXISTS'],
    ['Owner', 'ACCOUNT_EXISTS'],
    ['7', 'INPUT_INVALID'],
    ['0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266', 'INPUT_INVALID'],
    ['', 'INPUT_INVALID'],
  ])('has no second account named %j', async (name, code) => {
    expect(await refusal(['wallet', 'add', '--name', name], home)).toBe(code);
  });

  test('is listed without a server, and without balances', async () => {
    const { items } = await run<{ items: object[] }>(['wallet', 'list'], home);
    expect(items).toMatchObject([
      { kind: 'derived', index: 0, address: published[0], purpose: 'receive', coin: null, datr: null },
      { kind: 'derived', index: 1, address: published[1], purpose: 'receive' },
      { kind: 'derived', index: 2, address: published[2], purpose: 'named', name: 'Savings' },
    ]);
  });

  test('keeps its words against others, and is searched again with its own', async () => {
    const others = newFile('others', 'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong');
    expect(await refusal(['wallet', 'restore', '--words-file', others], home)).toBe('WALLET_EXISTS');
    expect(await run(['wallet', 'restore', '--words-file', words], home)).toMatchObject({
      accounts: [],
      isChainSearched: false,
    });
  });

  test('gives an account to another wallet and takes it back', { timeout: costlyMs }, async () => {
    const keystore = join(folder, 'savings.json');
    const passphrase = newFile('passphrase', 'correct horse\n');
    const wrong = newFile('wrong', 'correct house\n');
    const exporting = [
      'wallet',
      'export',
      'SAVINGS',
      '-o',
      keystore,
      '--keystore-passphrase-file',
      passphrase,
    ];
    expect(await run(exporting, home)).toEqual({ file: keystore, address: published[2] });
    expect(statSync(keystore).mode & 0o777).toBe(0o600);
    expect(readFileSync(keystore, 'utf8')).not.toContain(
      '5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a',
    );
    expect(await refusal(exporting, home)).toBe('usage');

    const other = newHome('other');
    const importing = ['wallet', 'import', keystore, '--name', 'saved', '--keystore-passphrase-file'];
    expect(await refusal([...importing, wrong], other)).toBe('KEYSTORE_INVALID');
    expect(await run(['wallet', 'list'], other)).toEqual({ items: [] });
    expect(await run([...importing, passphrase], other)).toMatchObject({
      address: published[2],
      name: 'saved',
    });
    expect(await refusal([...importing, passphrase], home)).toBe('ACCOUNT_EXISTS');
  });

  test.each([
    ['neither a file nor a key', [], 'usage'],
    ['both', [words, '--key-file', words], 'usage'],
    ['a key that is none', ['--key-file', words], 'INPUT_INVALID'],
    ['a keystore that is none', [words, '--keystore-passphrase-file', words], 'KEYSTORE_INVALID'],
    ['a keystore and nobody to ask', [words], 'usage'],
  ])('imports nothing from %s', async (_what, parameters, code) => {
    expect(await refusal(['wallet', 'import', ...parameters], home)).toBe(code);
  });
});

test('a restore that was interrupted is finished with the same words, and by nothing else', async () => {
  const home = newHome('interrupted');
  const restore = ['wallet', 'restore', '--words-file'];
  await run([...restore, words], home);
  await run(['wallet', 'receive'], home);
  // The seed is written last, so this is what an interruption leaves.
  rmSync(join(home, 'wallet', 'seed.json'));
  expect(await refusal(['wallet', 'create'], home)).toBe('WALLET_EXISTS');
  const others = newFile('other-words', 'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong');
  expect(await refusal([...restore, others], home)).toBe('WALLET_EXISTS');
  expect(await refusal(['wallet', 'receive'], home)).toBe('WALLET_MISSING');
  await run([...restore, words], home);
  expect(await run(['wallet', 'receive'], home)).toMatchObject({ index: 1, address: published[1] });
});

test('what is damaged is named, and hands out nothing', async () => {
  const home = newHome('damaged');
  await run(['wallet', 'restore', '--words-file', words], home);
  await run(['wallet', 'receive'], home);
  const entry = join(home, 'wallet', 'accounts', '000001.json');
  const content = readFileSync(entry, 'utf8');
  const sign = ['wallet', 'sign', newFile('damaged.json', JSON.stringify(typedData)), '--from', '0', '--yes'];
  // Another address than the key has: whoever changed it wants payments to go there.
  writeFileSync(entry, content.replace(published[0] ?? '', published[2] ?? ''));
  expect(await refusal(sign, home)).toBe('DOCUMENT_DAMAGED');
  expect(await refusal(['wallet', 'receive', '--again'], home)).toBe('DOCUMENT_DAMAGED');
  for (const damage of [
    '',
    '{',
    content.replace('derived', 'other'),
    content.replace('"index":0', '"index":-1'),
  ]) {
    writeFileSync(entry, damage);
    expect(await refusal(['wallet', 'receive'], home)).toBe('DOCUMENT_DAMAGED');
    expect(await refusal(['wallet', 'list'], home)).toBe('DOCUMENT_DAMAGED');
  }
  writeFileSync(entry, content);
  writeFileSync(join(home, 'wallet', 'seed.json'), '{"version":1');
  expect(await refusal(['wallet', 'receive'], home)).toBe('DOCUMENT_DAMAGED');
});

describe('a wallet under a passphrase', () => {
  const home = newHome('sealed');
  const passphrase = newFile('home-passphrase', 'of the home\n');
  const given = ['--passphrase-file', passphrase];

  test('opens with it only, and takes no other for new secrets', { timeout: costlyMs }, async () => {
    await run(['wallet', 'restore', '--words-file', words, ...given], home);
    expect(await run(['wallet', 'receive', ...given], home)).toMatchObject({ index: 0 });
    expect(await refusal(['wallet', 'receive'], home)).toBe('SEAL_INVALID');
    const other = ['--passphrase-file', newFile('other-passphrase', 'of another\n')];
    expect(await refusal(['wallet', 'receive', ...other], home)).toBe('SEAL_INVALID');
    const key = ['wallet', 'import', '--key-file', newFile('key1', `0x${keyOfOne}`), '--name', 'one'];
    expect(await refusal([...key, ...other], home)).toBe('SEAL_INVALID');
    expect(await refusal(key, home)).toBe('SEAL_INVALID');
    await run([...key, ...given], home);
    expect(readdirSync(home)).toEqual(['wallet']);
    const sign = ['wallet', 'sign', newFile('typed', JSON.stringify(typedData)), '--from', 'one', '--yes'];
    expect(await run([...sign, ...given], home)).toMatchObject({ signer: published[1] });
  });
});

const typedData = {
  types: { Note: [{ name: 'text', type: 'string' }] },
  primaryType: 'Note',
  domain: { name: 'Test' },
  message: { text: 'hello' },
};

describe('typed data', () => {
  const home = newHome('signing');
  const file = newFile('note.json', JSON.stringify(typedData));
  beforeAll(async () => {
    await run(['wallet', 'restore', '--words-file', words], home);
    await run(['wallet', 'add', '--name', 'signer'], home);
  });

  test('is said before it is signed, and the signature alone is the result', async () => {
    const { status, stdout, stderr } = await runDatacar(
      ['wallet', 'sign', file, '--from', 'signer', '--yes'],
      { home },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^0x[0-9a-f]{130}\n$/);
    expect(stderr).toContain('Sign a "Note"');
    expect(stderr).toContain('text: hello');
  });

  test.each(['signer', '0', '#0', published[0] ?? ''])('is signed by the account named %s', async (from) => {
    expect(await run(['wallet', 'sign', file, '--from', from, '--yes'], home)).toMatchObject({
      signer: published[0],
      isKnown: false,
    });
  });

  test('is not signed without a yes, for another chain, or by nobody', async () => {
    const sign = (path: string, ...more: string[]) =>
      refusal(['wallet', 'sign', path, '--from', 'signer', ...more], home);
    expect(await sign(file)).toBe('usage');
    const elsewhere = newFile('chain.json', JSON.stringify({ ...typedData, domain: { chainId: 1 } }));
    expect(await sign(elsewhere, '--yes')).toBe('CHAIN_MISMATCH');
    const anyway = ['wallet', 'sign', elsewhere, '--from', 'signer', '--yes', '--any-chain'];
    expect(await run(anyway, home)).toMatchObject({ signer: published[0] });
    expect(await sign(words, '--yes')).toBe('TYPED_DATA_INVALID');
    expect(await refusal(['wallet', 'sign', file, '--from', 'nobody', '--yes'], home)).toBe(
      'ACCOUNT_UNKNOWN',
    );
    expect(await refusal(['wallet', 'sign', file, '--yes'], home)).toBe('UNAUTHENTICATED');
    expect(await refusal(['wallet', 'sign', file, '--from', 'member', '--yes'], home)).toBe(
      'ACCOUNT_UNKNOWN',
    );
  });
});

test('commands at once make one wallet, and hand out no address twice', async () => {
  const home = newHome('at-once');
  const created = await Promise.allSettled(
    Array.from({ length: 4 }, () => run<{ words: string[] }>(['wallet', 'create'], home)),
  );
  const made = created.filter((result) => result.status === 'fulfilled');
  expect(made).toHaveLength(1);
  expect(await run(['wallet', 'words', '--yes'], home)).toEqual({ words: made[0]?.value.words });

  const accounts = (
    await Promise.all(Array.from({ length: 4 }, () => receiveInProcess(home, { count: 12 })))
  ).flat();
  expect(accounts.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...Array(48).keys()]);
  expect(new Set(accounts.map(({ address }) => address)).size).toBe(48);

  const named = Array.from({ length: 4 }, () => run(['wallet', 'add', '--name', 'same'], home));
  const results = await Promise.allSettled(named);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a kill loses nothing that was acknowledged, and no address is handed out twice', async () => {
  const home = newHome('killed');
  await run(['wallet', 'restore', '--words-file', words], home);
  const acknowledged: Account[] = [];
  // Each round kills a process that hands out one address after the other, a little later than the round before.
  for (let round = 0; round < 5; round += 1) {
    acknowledged.push(...(await receiveInProcess(home, { count: 10_000, killAfterMs: 30 * round })));
  }
  expect(acknowledged.length).toBeGreaterThan(5);
  expect(new Set(acknowledged.map(({ index }) => index)).size).toBe(acknowledged.length);

  const { items } = await run<{ items: Account[] }>(['wallet', 'list'], home);
  const kept = new Map(items.map(({ index, address }) => [index, address]));
  expect(acknowledged.filter(({ index, address }) => kept.get(index) !== address)).toEqual([]);
  expect([...kept.keys()]).toEqual([...Array(items.length).keys()]);
  expect(await run(['wallet', 'receive'], home)).toMatchObject({ index: items.length });
});

/** What a process of its own hands out: so many addresses, or until it is killed after its first. */
function receiveInProcess(
  home: string,
  { count, killAfterMs }: { count: number; killAfterMs?: number },
): Promise<Account[]> {
  const addDerivedAccount = new URL('./addDerivedAccount.ts', import.meta.url).href;
  const program = `
    const { addDerivedAccount } = await import(${JSON.stringify(addDerivedAccount)});
    const context = { home: ${JSON.stringify(home)}, passphraseFile: undefined };
    for (let done = 0; done < ${count}; done += 1) {
      const { index, address } = await addDerivedAccount(context, { name: undefined });
      process.stdout.write(JSON.stringify({ index, address }) + '\\n');
    }`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (text === '' && killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', () => {
      const lines = text.split('\n').slice(0, -1);
      resolve(lines.map((line) => JSON.parse(line) as Account));
    });
  });
}

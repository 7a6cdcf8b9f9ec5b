// SPDX-License-Identifier: Apache-2.0
/*
 * A year of an embedded chain in some minutes: what it registers and anchors for 300 cars, with the time that
 * goes with it. Prints what the engine's memory, the journal and a restart have come to.
 *
 *   node --import tsx packages/testing/src/chain/simulateYear.ts [CARS [ANCHORS [ANCHORS_PER_BLOCK]]]
 *
 * A block takes longer the more is stored, so a year of an anchor a block takes an hour. With 40 in a block it
 * takes some minutes; the blocks that are then missing hold 5 kB of the engine's memory each.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chain } from '@datacar/chain/Chain';
import { membersAbi } from '@datacar/chain/generated/members';
import { recordLogAbi } from '@datacar/chain/generated/recordLog';
import { vehicleRegistryAbi } from '@datacar/chain/generated/vehicleRegistry';
import { openChain } from '@datacar/chain/openChain';
import { openSender } from '@datacar/chain/transactions/openSender';
import { createMerkleLog } from '@datacar/core/records/createMerkleLog';
import { bytesToHex, encodeFunctionData, type Hex, type LocalAccount, toHex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { deployTestContracts } from './deployTestContracts.ts';
import { silentLogger } from './silentLogger.ts';

/** Ten minutes, the embedded chain's anchor interval: 52,560 a year. */
const ANCHOR_MS = 600_000;
const [cars = 300, anchors = 52_560, anchorsPerBlock = 40] = process.argv.slice(2).map(Number);

/** Leaves between two anchors: the proof's length is what counts, and grows with their logarithm only. */
const LEAVES_PER_ANCHOR = 4;

const account = privateKeyToAccount(generatePrivateKey());
const server = privateKeyToAccount(generatePrivateKey());
let nowMs = Date.now();
const directory = await mkdtemp(join(tmpdir(), 'datacar-year-'));

const open = () => openChain({ directory, sealDelayMs: 0 }, { logger: silentLogger, clock: () => nowMs });

/** Sends raw transactions and waits for the block that holds the last of them. */
async function sealTogether(chain: Chain, raws: readonly Hex[]): Promise<void> {
  const hashes = await Promise.all(
    raws.map((serializedTransaction) => chain.publicClient.sendRawTransaction({ serializedTransaction })),
  );
  const hash = hashes.at(-1) ?? '0x';
  for (;;) {
    const receipt = await chain.publicClient.getTransactionReceipt({ hash }).catch(() => undefined);
    if (receipt?.status === 'reverted') throw new Error('a transaction was refused by its contract');
    if (receipt) return;
    await new Promise<void>((resolve) => {
      const unwatch = chain.watchBlocks(() => {
        unwatch();
        resolve();
      });
      setTimeout(resolve, 20);
    });
  }
}

function sign(from: LocalAccount, chainId: number, nonce: number, to: Hex, data: Hex): Promise<Hex> {
  const fees = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };
  return from.signTransaction({ type: 'eip1559', chainId, nonce, to, data, gas: 1_000_000n, ...fees });
}

function report(chain: Chain, what: string): void {
  const { blocks, transactions, journalBytes, engineMemoryBytes, warning } = chain.growth();
  const megabytes = (bytes: number) => Math.round(bytes / 1e6);
  console.log(
    `${what}: ${blocks} blocks, ${transactions} transactions, journal ${megabytes(journalBytes)} MB, ` +
      `engine ${megabytes(engineMemoryBytes)} MB${warning ? ` (${warning})` : ''}`,
  );
}

let chain = await open();
const { chainId } = chain.identity;
const sender = openSender({ chain, account });
const { members, vehicleRegistry, recordLog } = await deployTestContracts({
  ...{ chain, deployer: sender },
  terms: { founder: { name: 'A member of one year' } },
});
await sender.send({
  to: members,
  data: encodeFunctionData({ abi: membersAbi, functionName: 'addServerAccount', args: [server.address] }),
});
await sender.send({
  to: recordLog,
  data: encodeFunctionData({
    abi: recordLogAbi,
    functionName: 'openLog',
    args: [`datacar/${chainId}/${recordLog.toLowerCase()}/1`, `0x${'11'.repeat(32)}`],
  }),
});

for (let car = 1; car <= cars; car++) {
  const model = { make: 'Renault', name: 'Twizy', year: 2020, batteryWh: 6_100 };
  const hash = (): Hex => bytesToHex(randomBytes(32));
  const mint = {
    ...{ to: account.address, registrar: account.address, vinTag: hash(), vinCommitment: hash() },
    ...{ wmi: toHex('VF1', { size: 6 }), isSimulated: false, model },
  };
  await sender.send({
    to: vehicleRegistry,
    data: encodeFunctionData({ abi: vehicleRegistryAbi, functionName: 'mint', args: [mint as never] }),
  });
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    format: 'jwk',
  });
  const point = (value: string): Hex => bytesToHex(Buffer.from(value, 'base64url'));
  await sender.send({
    to: vehicleRegistry,
    data: encodeFunctionData({
      abi: vehicleRegistryAbi,
      functionName: 'rotateDeviceKey',
      args: [BigInt(car), point(x), point(y), 1, []],
    }),
  });
  nowMs += ANCHOR_MS;
}
report(chain, `${cars} cars registered`);

const log = createMerkleLog();
// A map has no more entries than its log has leaves.
while (log.size < cars) log.append(randomBytes(32));
let lastSize = 0;
let nonce = 0;
let slowestMs = 0;
for (let anchor = 0; anchor < anchors; anchor += anchorsPerBlock) {
  const raws: Hex[] = [];
  for (let index = 0; index < Math.min(anchorsPerBlock, anchors - anchor); index++) {
    for (let leaf = 0; leaf < LEAVES_PER_ANCHOR; leaf++) log.append(randomBytes(32));
    const proof = lastSize === 0 ? [] : log.consistencyPath(lastSize);
    const root = bytesToHex(log.root());
    const data = encodeFunctionData({
      abi: recordLogAbi,
      functionName: 'anchor',
      args: [1n, BigInt(log.size), root, root, BigInt(cars), proof.map((hash) => bytesToHex(hash))],
    });
    raws.push(await sign(server, chainId, nonce++, recordLog, data));
    lastSize = log.size;
    nowMs += ANCHOR_MS;
  }
  const startedAt = performance.now();
  await sealTogether(chain, raws);
  slowestMs = Math.max(slowestMs, performance.now() - startedAt);
  if ((anchor / anchorsPerBlock) % 100 === 0) report(chain, `${anchor} anchors`);
}
report(chain, `${anchors} anchors, slowest block ${Math.round(slowestMs)} ms`);

await chain.stop();
const snapshots = join(directory, 'snapshots');
const sizes = await Promise.all(
  (await readdir(snapshots)).map(async (name) => (await stat(join(snapshots, name))).size),
);
const startedAt = performance.now();
chain = await open();
await chain.publicClient.getBlock();
const seconds = (performance.now() - startedAt) / 1000;
report(
  chain,
  `restarted in ${seconds.toFixed(2)} s from a snapshot of ${Math.round(Math.max(...sizes) / 1e6)} MB`,
);
await chain.stop();
await rm(directory, { recursive: true });

// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@datacar/sdk/client/createClient';
import type { ContractCall } from '@datacar/sdk/consortium/ContractCall';
import { approveAction } from '@datacar/sdk/consortium/calls/approveAction';
import { castVote } from '@datacar/sdk/consortium/calls/castVote';
import { executeProposal } from '@datacar/sdk/consortium/calls/executeProposal';
import { pauseContract } from '@datacar/sdk/consortium/calls/pauseContract';
import { proposeMember } from '@datacar/sdk/consortium/calls/proposeMember';
import { proposeRoles } from '@datacar/sdk/consortium/calls/proposeRoles';
import { registerNode } from '@datacar/sdk/consortium/calls/registerNode';
import { sendCall } from '@datacar/sdk/consortium/sendCall';
import { approveRelease } from '@datacar/sdk/token/calls/approveRelease';
import { buyRound } from '@datacar/sdk/token/calls/buyRound';
import { closeRound } from '@datacar/sdk/token/calls/closeRound';
import { commentRelease } from '@datacar/sdk/token/calls/commentRelease';
import { launch } from '@datacar/sdk/token/calls/launch';
import { payRelease } from '@datacar/sdk/token/calls/payRelease';
import { proposeRelease } from '@datacar/sdk/token/calls/proposeRelease';
import { publishRound } from '@datacar/sdk/token/calls/publishRound';
import { rejectRelease } from '@datacar/sdk/token/calls/rejectRelease';
import { sendCoin } from '@datacar/sdk/token/calls/sendCoin';
import { listFundReleases } from '@datacar/sdk/token/listFundReleases';
import { readOffering } from '@datacar/sdk/token/readOffering';
import { generatePrivateKey, type LocalAccount, privateKeyToAccount } from 'viem/accounts';
import { runDatacarJson } from '../cli/runDatacar.ts';

const DATR = 10n ** 18n;
const COMMENT_SECONDS = 5;
/** From signing to execution, on a machine with other work. */
const OPENING_MARGIN_MS = 10_000;
const POLL_MS = 500;

/** The people of a seeded ledger. Each signs by itself; only the founder's key is the server's. */
export interface LedgerPeople {
  /** Of the council, of whom two decide; the first two become members of the consortium. */
  seats: readonly [LocalAccount, LocalAccount, LocalAccount];
  buyers: readonly [LocalAccount, LocalAccount, LocalAccount];
  /** Is admitted by a vote. */
  workshop: LocalAccount;
  /** Is paid by a fund. */
  supplier: LocalAccount;
}

const createAccount = (): LocalAccount => privateKeyToAccount(generatePrivateKey());

export function createLedgerPeople(): LedgerPeople {
  return {
    seats: [createAccount(), createAccount(), createAccount()],
    buyers: [createAccount(), createAccount(), createAccount()],
    workshop: createAccount(),
    supplier: createAccount(),
  };
}

/** Writes the terms of a consortium in which a test need not wait for days; returns the file for `--genesis`. */
export function writeLedgerTerms(home: string, { seats }: LedgerPeople): string {
  const file = join(home, 'terms.json');
  const terms = {
    council: { seats: seats.map(({ address }) => address), threshold: 2 },
    commentPeriodSeconds: COMMENT_SECONDS,
  };
  writeFileSync(file, JSON.stringify(terms));
  return file;
}

interface Seeding {
  people: LedgerPeople;
  client: ReturnType<typeof createClient>;
  sign(account: LocalAccount, call: ContractCall): Promise<unknown>;
}

/**
 * Gives a running server's chain a history: a round that three buyers buy whole, the launch, three releases of the
 * operation fund (paid, open, rejected), a third member, a member admitted by vote, a vote and an action of the
 * council that are open.
 */
export async function seedLedger({
  home,
  url,
  people,
}: {
  home: string;
  url: string;
  people: LedgerPeople;
}): Promise<void> {
  const client = createClient({ url });
  const sign = (account: LocalAccount, call: ContractCall) => sendCall(client, call, { account });
  const seeding: Seeding = { people, client, sign };
  await Promise.all([sellAndLaunch(seeding, home), admitMembers(seeding, home)]);
  await spendFunds(seeding);
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

async function sellAndLaunch({ people, client, sign }: Seeding, home: string): Promise<void> {
  const { seats, buyers } = people;
  const [first, second, third] = buyers;
  await runDatacarJson(
    ['token', 'send', '--to', first.address, '--amount', '1000', '--asset', 'coin', '--yes'],
    { home },
  );
  for (const { address: to } of [second, third]) {
    await sign(first, await sendCoin(client, { to, amount: 100n * DATR }));
  }
  const publish = async (round: number, action: number, { opensInMs = 0, lastsMs = 1_000 }) => {
    const opensAtMs = Date.now() + OPENING_MARGIN_MS + opensInMs;
    const terms = { opensAtMs, closesAtMs: opensAtMs + lastsMs, price: DATR / 1_000_000n };
    const reason = 'As the foundation resolved in its meeting of November';
    await sign(seats[0], await publishRound(client, { round, terms, reason }));
    await sign(seats[1], await approveAction(client, { id: action }));
  };
  const isIn = (round: number, state: string) => async () =>
    (await readOffering(client)).rounds[round]?.state === state;

  await publish(0, 1, { lastsMs: 3_600_000 });
  await until(isIn(0, 'open'));
  await Promise.all(
    [25_000_000n, 15_500_000n, 39_500_000n].map(async (amount, index) =>
      sign(buyers[index] ?? first, await buyRound(client, { round: 0, amount: amount * DATR })),
    ),
  );
  await sign(third, await closeRound(client, { round: 0 }));
  await publish(1, 2, {});
  await publish(2, 3, { opensInMs: 2_000 });
  await until(isIn(2, 'over'));
  await sign(second, await launch(client));
}

async function admitMembers({ people, client, sign }: Seeding, home: string): Promise<void> {
  const { seats, workshop } = people;
  const [lender, grid] = seats;
  for (const [account, name, role] of [
    [lender, 'Nordbank', 'lender'],
    [grid, 'Stadtwerke Aalen', 'gridOperator'],
  ] as const) {
    const member = ['--account', account.address, '--name', name, '--role', role, '--yes'];
    await runDatacarJson(['member', 'add', ...member], { home });
  }
  const admission = { account: workshop.address, name: 'Werkstatt Weber', roles: ['workshop', 'notary'] };
  await sign(
    lender,
    await proposeMember(client, { ...admission, reason: 'It looks after cars of all of us' }),
  );
  await sign(lender, await castVote(client, { id: 1, isFor: true }));
  await sign(grid, await castVote(client, { id: 1, isFor: true }));
  await sign(workshop, await executeProposal(client, { id: 1 }));
  const node = createAccount().address;
  const endpoint = 'enode://4c1f@203.0.113.7:30303';
  await sign(grid, await registerNode(client, { node, endpoint }));
  const roles = { account: grid.address, roles: ['gridOperator', 'validator'] };
  await sign(grid, await proposeRoles(client, { ...roles, reason: 'Its node has run for a month' }));
  await sign(lender, await castVote(client, { id: 2, isFor: true }));
}

async function spendFunds({ people, client, sign }: Seeding): Promise<void> {
  const { seats, buyers, supplier } = people;
  const [first, second] = seats;
  const fund = 'operation';
  for (const [amount, purpose] of [
    [250_000n, 'Servers of the first year, the cheapest of three offers'],
    [40_000n, 'Translating the documentation into five languages'],
    [9_000_000n, 'A stand at the fair'],
  ] as const) {
    const documentHash = `0x${String(amount % 97n).padStart(64, '7')}`;
    const release = {
      fund,
      recipient: supplier.address,
      amount: amount * DATR,
      purpose,
      documentHash,
    } as const;
    await sign(first, await proposeRelease(client, release));
  }
  const text = 'Which of the three offers was it, and where can they be read?';
  await sign(buyers[0], await commentRelease(client, { fund, id: 1, text }));
  for (const seat of [first, second]) await sign(seat, await approveRelease(client, { fund, id: 1 }));
  await sign(second, await approveRelease(client, { fund, id: 2 }));
  for (const seat of [first, second]) await sign(seat, await rejectRelease(client, { fund, id: 3 }));
  const reason = 'Registrations with wrong model years are looked into';
  await sign(
    second,
    await pauseContract(client, { contract: 'vehicleRegistry', durationSeconds: 86_400, reason }),
  );
  await until(async () => (await listFundReleases(client, { fund, id: '1' })).items[0]?.isPayable === true);
  await sign(buyers[1], await payRelease(client, { fund, id: 1 }));
}

// SPDX-License-Identifier: Apache-2.0
import { createClient } from '@datacar/sdk/client/createClient';
import { listProposals } from '@datacar/sdk/consortium/listProposals';
import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
import { listTransfers } from '@datacar/sdk/token/listTransfers';
import { readBalances } from '@datacar/sdk/token/readBalances';
import { injectWallet } from '@datacar/testing/browser/injectWallet';
import { waitUntilSettled } from '@datacar/testing/browser/waitUntilSettled';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { App } from './App.ts';

const DATR = 10n ** 18n;

export function tokenTests(app: () => App): void {
  const open = async (path: string): Promise<Page> => {
    const page = await app().context.newPage();
    await page.goto(app().url + path);
    await waitUntilSettled(page);
    return page;
  };
  /** The text of a page on one line: names and hashes stand in boxes of their own, which a browser tells as lines. */
  const readMain = async (path: string): Promise<string> => {
    const page = await open(path);
    const text = await page.getByRole('main').innerText();
    await page.close();
    return text.replaceAll(/\s+/g, ' ').replaceAll(/ ([.,:;])/g, '$1');
  };

  test('the picture of the supply is told in words, by keyboard and in a table', async () => {
    const page = await open('/token');
    const main = page.getByRole('main');
    expect(await main.innerText()).toMatch(/Of 800 million DATR, 80\.\d million DATR are released/);
    const picture = page.getByRole('slider', { name: 'Moment of the picture' });
    const words = () => picture.getAttribute('aria-valuetext');
    await picture.focus();
    await page.keyboard.press('Home');
    // Sold, and what the council may approve.
    await expect.poll(words).toMatch(/Public offering 80, Technology 0, Operation 80, Foundation 0/);
    await page.keyboard.press('ArrowRight');
    // 208 weeks after the launch, mining pays half as much; four days later is the 4th anniversary.
    await expect.poll(words).toMatch(/Foundation 0, Mining 228\.5/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(words).toMatch(/Technology 0, Operation 80, Foundation 8, Mining 228\.5/);
    await page.keyboard.press('End');
    await expect.poll(words).toMatch(/Technology 64, Operation 80, Foundation 120, Mining 4\d\d/);
    await page.getByText('To the end').click();
    await page.keyboard.press('Tab');
    await main.getByText('Show as a table').click();
    const table = page.getByRole('table', { name: 'What may be released by when, in millions of DATR' });
    await table.waitFor();
    expect(await table.getByRole('row').nth(1).innerText()).toMatch(/80\s+0\s+80\s+0\s+1\.096\s+161\.096/);
    await page.close();
  });

  test('each allocation says what it released and releases next', async () => {
    const page = await open('/token');
    const table = page.getByRole('table', { name: 'The five allocations, in DATR' });
    const row = (name: string) => table.getByRole('row').filter({ hasText: name }).innerText();
    expect(await row('Public offering')).toMatch(/80,000,000\s+80,000,000\s+0\s+none/);
    expect(await row('Operation')).toMatch(/80,000,000\s+250,000\s+0\s+none/);
    expect(await row('Technology')).toMatch(/64,000,000\s+0\s+0\s+16,000,000/);
    // 336 and the 120 million that nobody bought; the first week pays a 416th of it.
    expect(await row('Mining')).toMatch(/456,000,000\s+0\s+1,096,153\.84/);
    await page.close();
  });

  test('rounds, releases with their comments, and transfers are shown', async () => {
    const offering = await readMain('/token/offering');
    expect(offering).toMatch(/Subscription\s+closed/);
    expect(offering).toContain('0.000001 ETH for 1 DATR');
    const funds = await readMain('/token/funds');
    expect(funds).toMatch(/Release 1\s+2 of 2 approved\s+paid/);
    expect(funds).toMatch(/Release 2\s+1 of 2 approved\s+open/);
    expect(funds).toMatch(/Release 3\s+0 of 2 approved\s+rejected/);
    expect(funds).toContain('Which of the three offers was it');
    const [buyer] = app().people.buyers;
    const balances = await readMain(`/token/transfers?account=${buyer.address}`);
    expect(balances).toContain('25,000,000 DATR');
    expect(balances).toMatch(/released\s+by\s+PublicOffering/);
  });

  test('members, votes, nodes and the council are shown', async () => {
    const members = await readMain('/consortium');
    expect(members).toContain('The members govern together');
    for (const name of ['Nordbank', 'Stadtwerke Aalen', 'Werkstatt Weber']) expect(members).toContain(name);
    const votes = await readMain('/consortium/votes');
    // What is open comes first.
    expect(votes.indexOf('Vote 2')).toBeLessThan(votes.indexOf('Vote 1'));
    expect(votes).toContain('1 for, 0 against; 2 of 3 are needed: 1 more carries it.');
    expect(await readMain('/consortium/validators')).toMatch(
      /1 of them seals blocks[\s\S]+not yet[\s\S]+never/,
    );
    const council = await readMain('/consortium/council');
    expect(council).toContain('2 of 3 decide');
    expect(council).toMatch(/Action 4\s+1 of 2 approved\s+open/);
    expect(council).toContain('Pause VehicleRegistry');
  });

  test('the explorer tells what happened in sentences', async () => {
    const client = createClient({ url: app().url });
    const [{ contracts }, { items: transfers }, { items: proposals }] = await Promise.all([
      readServerDescription(client),
      listTransfers(client, { account: app().people.supplier.address }),
      listProposals(client, { id: '1' }),
    ]);
    const paid = await readMain(`/explorer/transactions/${transfers[0]?.transactionHash}`);
    expect(paid).toMatch(/OperationFund paid 250,000 DATR to \S+ by its release 1\./);
    expect(paid).toMatch(/OperationFund sent 250,000 DATR to/);
    const vote = await readMain(`/explorer/transactions/${proposals[0]?.votes[0]?.transactionHash}`);
    expect(vote).toMatch(/Nordbank voted for in vote 1: 1 for, 0 against\./);
    const offering = await readMain(`/explorer/addresses/${contracts.publicOffering?.address}`);
    expect(offering).toContain('DATR was launched: every schedule counts from here.');
    expect(offering).toContain('The council published the subscription: open from');
    expect(offering).toContain('Closed the subscription with 80,000,000 DATR sold; 0 DATR go on.');
    const members = await readMain(`/explorer/addresses/${contracts.members.address}`);
    expect(members).toContain('3 members stand: the powers of the founder ended');
    expect(members).toContain('Werkstatt Weber joined the consortium as workshop and notary.');
  });

  test('a wallet signs what it was shown in a sentence', async () => {
    const { url, people } = app();
    const [buyer] = people.buyers;
    const context = await app().openContext();
    await injectWallet(context, { url, name: 'Test wallet', account: buyer });
    const page = await context.newPage();
    await page.goto(`${url}/token/transfers`);
    await page.getByRole('button', { name: 'Send DATR' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send DATR' });
    await dialog.getByLabel('To').fill(people.workshop.address);
    await dialog.getByLabel('How many DATR').fill('1,5');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByText('has a comma').waitFor();
    await dialog.getByLabel('How many DATR').fill('1.5');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByText(`Send 1.5 DATR to ${people.workshop.address}.`).waitFor();
    await dialog.getByRole('button', { name: 'Connect Test wallet' }).click();
    await dialog.getByText('The account that signs').waitFor();
    await dialog.getByText(buyer.address).waitFor();
    await dialog.getByRole('button', { name: 'Sign and send' }).click();
    await dialog.getByText('Done').waitFor();
    const { datr } = await readBalances(createClient({ url }), { account: people.workshop.address });
    expect(BigInt(datr)).toBe((3n * DATR) / 2n);
    await context.close();
  });

  test('what the contract would refuse is not signed, and says why', async () => {
    const { url, people } = app();
    const context = await app().openContext();
    await injectWallet(context, { url, name: 'Test wallet', account: people.buyers[0] });
    const page = await context.newPage();
    await page.goto(`${url}/token/funds`);
    await page.getByRole('button', { name: 'Approve: release 2' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Connect Test wallet' }).click();
    await dialog.getByRole('button', { name: 'Sign and send' }).click();
    await dialog.getByText('The contract refuses it').waitFor();
    await dialog.getByText('is no seat of the council').waitFor();
    await context.close();
  });

  test('a member votes, and what is carried is carried out', async () => {
    const { url, people } = app();
    const context = await app().openContext();
    await injectWallet(context, { url, name: 'Test wallet', account: people.workshop });
    const page = await context.newPage();
    await page.goto(`${url}/consortium/votes`);
    const sign = async () => {
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Connect Test wallet' }).click();
      await dialog.getByText('Werkstatt Weber').waitFor();
      await dialog.getByRole('button', { name: 'Sign and send' }).click();
      await dialog.getByText('Done').waitFor();
      await dialog.getByRole('button', { name: 'Close' }).last().click();
    };
    await page.getByRole('button', { name: 'Vote for it: vote 2' }).click();
    await sign();
    await page.getByRole('button', { name: 'Execute it: vote 2' }).click();
    await sign();
    await page.getByText('Execute it').waitFor({ state: 'hidden' });
    await page.goto(`${url}/consortium`);
    const card = page.getByRole('region', { name: 'Stadtwerke Aalen' });
    await card.getByText('Validator').waitFor();
    await context.close();
  });

  test('without a wallet the page shows the command', async () => {
    const page = await open('/token/funds');
    await page.getByRole('button', { name: 'Comment: release 2' }).click();
    await page.getByRole('dialog').getByLabel('Comment').fill("It's fine");
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText(`datacar fund comment 2 'It'\\''s fine' --fund operation`).waitFor();
    await page.close();
  });
}

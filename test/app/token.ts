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
const SHOWN_LIMIT_MS = 12_000;

export function tokenTests(app: () => App): void {
  const open = async (path: string): Promise<Page> => {
    const page = await app().context.newPage();
    await page.goto(app().url + path);
    await waitUntilSettled(page);
    return page;
  };
  /**
   * Waits until a page shows all of it. Its text is taken on one line: names and hashes stand in boxes of their own,
   * which a browser tells as lines, and names arrive after what they name.
   */
  const expectShown = async (path: string, ...shown: (string | RegExp)[]): Promise<void> => {
    const page = await open(path);
    const main = page.getByRole('main');
    const read = async () => (await main.innerText()).replaceAll(/\s+/g, ' ').replaceAll(/ ([.,:;])/g, '$1');
    for (const text of shown) {
      const wanted = expect.poll(read, { timeout: SHOWN_LIMIT_MS });
      await (typeof text === 'string' ? wanted.toContain(text) : wanted.toMatch(text));
    }
    await page.close();
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
    await page.getByRole('radio', { name: 'To the end' }).check();
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
    await expectShown('/token/offering', /Subscription closed/, '0.000001 coin for 1 DATR');
    await expectShown(
      '/token/funds',
      /Release 1 2 of 2 approved paid/,
      /Release 2 1 of 2 approved open/,
      /Release 3 0 of 2 approved rejected/,
      'Which of the three offers was it',
    );
    const [buyer] = app().people.buyers;
    await expectShown(
      `/token/transfers?account=${buyer.address}`,
      '25,000,000 DATR',
      /released by PublicOffering/,
    );
  });

  test('members, votes, nodes and the council are shown', async () => {
    await expectShown(
      '/consortium',
      'The members govern together',
      ...['Nordbank', 'Stadtwerke Aalen', 'Werkstatt Weber'],
    );
    // What is open comes first.
    await expectShown(
      '/consortium/votes',
      /Proposal 2 open[\s\S]*Proposal 1 done/,
      '1 for, 0 against; 2 of 3 are needed: 1 more carries it.',
    );
    await expectShown('/consortium/validators', '1 of them seals blocks', /not yet never/);
    await expectShown(
      '/consortium/council',
      '2 of 3 decide',
      /Action 4 1 of 2 approved open/,
      'Pause VehicleRegistry',
    );
  });

  test('the explorer tells what happened in sentences', async () => {
    const client = createClient({ url: app().url });
    const [{ contracts }, { items: transfers }, { items: proposals }] = await Promise.all([
      readServerDescription(client),
      listTransfers(client, { account: app().people.supplier.address }),
      listProposals(client, { id: '1' }),
    ]);
    await expectShown(
      `/explorer/transactions/${transfers[0]?.transactionHash}`,
      /OperationFund paid 250,000 DATR to \S+ by its release 1\./,
      /OperationFund sent 250,000 DATR to/,
    );
    await expectShown(
      `/explorer/transactions/${proposals[0]?.votes[0]?.transactionHash}`,
      'Nordbank voted for proposal 1: 1 for, 0 against.',
    );
    await expectShown(
      `/explorer/addresses/${contracts.publicOffering?.address}`,
      'DATR was launched: every schedule counts from here.',
      'The council published the subscription: open from',
      'Closed the subscription with 80,000,000 DATR sold; 0 DATR go on.',
    );
    await expectShown(
      `/explorer/addresses/${contracts.members.address}`,
      '3 members stand: the powers of the founder ended',
      'Werkstatt Weber joined the consortium as workshop and notary.',
    );
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
    await page.getByRole('button', { name: 'Vote for it: proposal 2' }).click();
    await sign();
    await page.getByRole('button', { name: 'Execute it: proposal 2' }).click();
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

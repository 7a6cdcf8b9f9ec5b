// SPDX-License-Identifier: Apache-2.0
// Every action of the SDK in the consortium, sent once to a real server on a real chain and read back.
import { memberRoles } from '@datacar/core/consortium/memberRoles';
import { addMember } from '@datacar/sdk/consortium/calls/addMember';
import { approveAction } from '@datacar/sdk/consortium/calls/approveAction';
import { castVote } from '@datacar/sdk/consortium/calls/castVote';
import { executeCalls } from '@datacar/sdk/consortium/calls/executeCalls';
import { executeProposal } from '@datacar/sdk/consortium/calls/executeProposal';
import { leaveConsortium } from '@datacar/sdk/consortium/calls/leaveConsortium';
import { pauseContract } from '@datacar/sdk/consortium/calls/pauseContract';
import { proposeCalls } from '@datacar/sdk/consortium/calls/proposeCalls';
import { proposeCancel } from '@datacar/sdk/consortium/calls/proposeCancel';
import { proposeMember } from '@datacar/sdk/consortium/calls/proposeMember';
import { proposeRoles } from '@datacar/sdk/consortium/calls/proposeRoles';
import { proveNode } from '@datacar/sdk/consortium/calls/proveNode';
import { registerNode } from '@datacar/sdk/consortium/calls/registerNode';
import { setSeats } from '@datacar/sdk/consortium/calls/setSeats';
import { setServerUrl } from '@datacar/sdk/consortium/calls/setServerUrl';
import { unpauseContract } from '@datacar/sdk/consortium/calls/unpauseContract';
import { withdrawApproval } from '@datacar/sdk/consortium/calls/withdrawApproval';
import { listMembers } from '@datacar/sdk/consortium/listMembers';
import { listProposals } from '@datacar/sdk/consortium/listProposals';
import { listValidators } from '@datacar/sdk/consortium/listValidators';
import { readCouncil } from '@datacar/sdk/consortium/readCouncil';
import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newAccount, openTestConsortium, type TestConsortium } from './openTestConsortium.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

describe('the consortium by the SDK', () => {
  const [workshop, insurer, notary, stranger] = [newAccount(), newAccount(), newAccount(), newAccount()];
  const node = newAccount();
  let consortium: TestConsortium;

  beforeAll(async () => {
    consortium = await openTestConsortium();
  }, 120_000);

  afterAll(() => consortium?.stop());

  const proposal = async (id: string) => {
    const [found] = (await listProposals(consortium.client, { id })).items;
    if (found === undefined) throw new Error(`no proposal ${id}`);
    return found;
  };

  test('the founder alone, at first', async () => {
    const { client, member, anchor } = consortium;
    const { items, nextCursor, standingCount, isGenesis, steward } = await listMembers(client);
    expect(items).toMatchObject([
      {
        account: member.address,
        name: 'Datacar',
        roles: [...memberRoles],
        isStanding: true,
        servers: [{ account: anchor.address, url: null }],
        nodes: [{ node: member.address, isValidator: true, provedAtMs: null }],
      },
    ]);
    expect({ nextCursor, standingCount, isGenesis, steward }).toEqual({
      nextCursor: null,
      standingCount: 1,
      isGenesis: true,
      steward: { account: member.address, name: 'Datacar' },
    });
    expect(await listProposals(client)).toMatchObject({ items: [], nextCursor: null });
    expect(await listValidators(client)).toMatchObject({ validators: [member.address], nextCursor: null });
  });

  test('says where its server is', async () => {
    const { client, member, anchor, send, refusal } = consortium;
    const url = 'https://datacar.example.org';
    const { sentence } = await send(member, setServerUrl(client, { server: anchor.address, url }));
    expect(sentence).toBe(`Publish that the server ${anchor.address} is reached at “${url}”`);
    expect((await listMembers(client)).items[0]?.servers).toEqual([{ account: anchor.address, url }]);
    expect(await refusal(stranger, setServerUrl(client, { server: anchor.address, url }))).toBe(
      'Members_ServerAccountUnknown',
    );
  });

  test('the founder admits members until three stand', async () => {
    const { client, member, send, refusal } = consortium;
    const parameters = {
      account: workshop.address,
      name: 'Werkstatt Weber',
      roles: ['workshop', 'validator'],
    };
    expect(await refusal(stranger, addMember(client, parameters))).toBe('Members_NotGoverning');
    const { sentence } = await send(member, addMember(client, parameters));
    expect(sentence).toBe(
      `Admit “Werkstatt Weber” (${workshop.address}) to the consortium as workshop and validator`,
    );
    const asked = { ...parameters, account: notary.address, name: 'Notariat', reason: 'x' };
    expect(await refusal(workshop, proposeMember(client, asked))).toBe('MembersVote_Genesis');
    const seat = await setSeats(client, { seats: [member.address], threshold: 1 });
    expect(await refusal(member, proposeCalls(client, { calls: [seat], reason: 'x' }))).toBe(
      'MembersVote_Genesis',
    );
    expect(await refusal(member, leaveConsortium(client))).toBe('Members_FounderStays');
    await send(
      member,
      addMember(client, { account: insurer.address, name: 'Assekuranz', roles: ['insurer'] }),
    );
    expect(await refusal(member, addMember(client, { ...asked, roles: ['notary'] }))).toBe(
      'Members_NotGoverning',
    );
    const { items, standingCount, isGenesis, steward } = await listMembers(client);
    expect(items.map(({ name, roles }) => [name, roles])).toEqual([
      ['Datacar', [...memberRoles]],
      ['Werkstatt Weber', ['validator', 'workshop']],
      ['Assekuranz', ['insurer']],
    ]);
    expect({ standingCount, isGenesis, steward: steward.name }).toEqual({
      standingCount: 3,
      isGenesis: false,
      steward: 'Timelock',
    });
  });

  test('a node counts as a validator once it has shown that it runs', async () => {
    const { client, member, send, refusal } = consortium;
    const endpoint = 'enode://ab@203.0.113.7:30303';
    expect(await refusal(stranger, registerNode(client, { node: node.address, endpoint }))).toBe(
      'Validators_NotMember',
    );
    await expect(proveNode(client, { node })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { field: 'node' },
    });
    await send(workshop, registerNode(client, { node: node.address, endpoint }));
    expect((await listValidators(client)).validators).toEqual([member.address]);
    const proof = await proveNode(client, { node });
    await send(stranger, Promise.resolve(proof));
    expect(await refusal(stranger, Promise.resolve(proof))).toBe('Validators_ProofNotNewer');
    const { validators, items } = await listValidators(client);
    expect(validators).toEqual([member.address, node.address]);
    expect(items).toMatchObject([
      { node: member.address, isValidator: true },
      {
        node: node.address,
        member: { account: workshop.address, name: 'Werkstatt Weber' },
        endpoint,
        isValidator: true,
      },
    ]);
    expect(items[1]?.provedAtMs).toBeGreaterThan(0);
  });

  test('two thirds of the members admit another', async () => {
    const { client, member, send, refusal } = consortium;
    const parameters = {
      account: notary.address,
      name: 'Notariat\u202e Nord',
      roles: ['notary'],
      reason: 'Certifies sales',
    };
    expect(await refusal(stranger, proposeMember(client, parameters))).toBe('MembersVote_NotMember');
    const { sentence } = await send(workshop, proposeMember(client, parameters));
    expect(sentence).toBe(
      `Propose to the members to admit “Notariat\ufffd Nord” (${notary.address}) as notary, because “Certifies sales”`,
    );
    expect(await proposal('1')).toMatchObject({
      kind: 'admission',
      state: 'open',
      sentence: `admit “Notariat\ufffd Nord” (${notary.address}) as notary`,
      proposer: { account: workshop.address, name: 'Werkstatt Weber' },
      subject: { account: notary.address, name: null },
      roles: ['notary'],
      calls: [],
      reason: 'Certifies sales',
      electorate: 3,
      needed: 2,
      forVotes: 0,
      votes: [],
      isExecutable: false,
      readyAtMs: null,
    });
    expect(await refusal(stranger, castVote(client, { id: 1, isFor: true }))).toBe('MembersVote_NotElector');
    expect(await refusal(stranger, executeProposal(client, { id: 1 }))).toBe('MembersVote_StateInvalid');
    const vote = await send(member, castVote(client, { id: 1, isFor: true }));
    expect(vote.sentence).toBe(
      `Vote for proposal 1: admit “Notariat\ufffd Nord” (${notary.address}) as notary`,
    );
    expect(await refusal(member, castVote(client, { id: 1, isFor: false }))).toBe('MembersVote_AlreadyVoted');
    await send(insurer, castVote(client, { id: 1, isFor: true }));
    expect(await proposal('1')).toMatchObject({
      state: 'passed',
      isExecutable: true,
      forVotes: 2,
      againstVotes: 0,
      votes: [
        { voter: { account: member.address, name: 'Datacar' }, isFor: true },
        { voter: { account: insurer.address, name: 'Assekuranz' }, isFor: true },
      ],
    });
    await send(stranger, executeProposal(client, { id: 1 }));
    expect(await proposal('1')).toMatchObject({ state: 'executed', isExecutable: false });
    expect((await listMembers(client)).items[3]).toMatchObject({
      account: notary.address,
      roles: ['notary'],
    });
  });

  test('roles change by vote, without the vote of whom it is about', async () => {
    const { client, member, send, refusal } = consortium;
    await send(member, proposeRoles(client, { account: insurer.address, roles: [], reason: 'Bankrupt' }));
    expect((await proposal('2')).sentence).toBe(`dismiss “Assekuranz” (${insurer.address})`);
    expect(await proposal('2')).toMatchObject({ kind: 'roles', electorate: 3, needed: 2 });
    expect(await refusal(insurer, castVote(client, { id: 2, isFor: false }))).toBe('MembersVote_NotElector');
    await send(workshop, castVote(client, { id: 2, isFor: false }));
    await send(notary, castVote(client, { id: 2, isFor: false }));
    expect(await proposal('2')).toMatchObject({ state: 'rejected', againstVotes: 2 });
    expect(await refusal(stranger, executeProposal(client, { id: 2 }))).toBe('MembersVote_StateInvalid');
  });

  test('the members give the seats of the council, after the delay of the timelock', async () => {
    const { client, member, travelTo, now, send, refusal } = consortium;
    const seats = [notary.address, insurer.address];
    const call = await setSeats(client, { seats, threshold: 1 });
    expect(call.sentence).toBe(
      `Seat ${notary.address}, ${insurer.address} in the council, 1 of 2 to approve`,
    );
    expect(await refusal(member, Promise.resolve(call))).toBe('Council_NotSteward');
    const { sentence } = await send(member, proposeCalls(client, { calls: [call], reason: 'Elected' }));
    expect(sentence).toBe(`Propose to the members, because “Elected”: ${call.sentence}`);
    expect(await proposal('3')).toMatchObject({
      kind: 'calls',
      sentence: `seat Notariat\ufffd Nord (${notary.address}), Assekuranz (${insurer.address}) in the council, 1 to approve`,
      calls: [
        {
          contract: 'Council',
          functionName: 'setSeats',
          args: [
            { name: 'seats_', value: JSON.stringify(seats) },
            { name: 'threshold_', value: '1' },
          ],
        },
      ],
      electorate: 4,
      needed: 3,
    });
    for (const voter of [member, workshop, insurer])
      await send(voter, castVote(client, { id: 3, isFor: true }));
    expect(await refusal(stranger, executeCalls(client, { id: 3 }))).toBe('MembersVote_StateInvalid');
    await send(stranger, executeProposal(client, { id: 3 }));
    const scheduled = await proposal('3');
    expect(scheduled).toMatchObject({ state: 'scheduled', isExecutable: false });
    expect(Math.abs((scheduled.readyAtMs ?? 0) - now() - 2 * DAY_MS)).toBeLessThan(60_000);
    expect(await refusal(stranger, executeCalls(client, { id: 3 }))).toBe('TimelockUnexpectedOperationState');
    await travelTo(scheduled.readyAtMs ?? 0);
    expect(await proposal('3')).toMatchObject({ state: 'scheduled', isExecutable: true });
    await send(stranger, executeCalls(client, { id: 3 }));
    expect(await proposal('3')).toMatchObject({ state: 'executed' });
    expect(await readCouncil(client)).toMatchObject({
      seats: [{ name: 'Notariat\ufffd Nord' }, { name: 'Assekuranz' }],
      threshold: 1,
    });
  });

  test('a seat pauses a contract, for a while and not again soon', async () => {
    const { client, member, send, refusal } = consortium;
    const pause = { contract: 'recordLog', durationSeconds: 86_400, reason: 'A fault' } as const;
    expect(await refusal(member, pauseContract(client, pause))).toBe('Council_NotSeat');
    const { sentence } = await send(notary, pauseContract(client, pause));
    expect(sentence).toMatch(
      /^Propose to the council to pause the log of records \(0x\w{40}\) for 1 day, because “A fault”$/,
    );
    const { contracts } = await readServerDescription(client);
    const paused = await readCouncil(client);
    expect(paused.items).toMatchObject([
      {
        id: '1',
        state: 'done',
        sentence: `pause RecordLog (${contracts.recordLog.address}) for 1 day`,
        reason: 'A fault',
      },
    ]);
    expect(paused.pauses[0]).toMatchObject({ contract: 'VehicleRegistry', pausedUntilMs: null });
    expect(paused.pauses[1]?.pausedUntilMs).toBeGreaterThan(0);
    await send(insurer, unpauseContract(client, { contract: 'recordLog', reason: 'It is gone' }));
    const { pauses } = await readCouncil(client);
    expect(pauses[1]).toMatchObject({ contract: 'RecordLog', pausedUntilMs: null });
    expect((pauses[1]?.pausableAgainAtMs ?? 0) - (paused.asOf.atMs ?? 0)).toBeGreaterThan(29 * DAY_MS);
    expect(await refusal(notary, pauseContract(client, pause))).toBe('Access_PausedRecently');
  });

  test('an approval is taken back while the action is open', async () => {
    const { client, member, travelTo, send, refusal } = consortium;
    const call = await setSeats(client, { seats: [notary.address, insurer.address], threshold: 2 });
    await send(workshop, proposeCalls(client, { calls: [call], reason: 'Two eyes are few' }));
    for (const voter of [member, workshop, notary])
      await send(voter, castVote(client, { id: 4, isFor: true }));
    await send(stranger, executeProposal(client, { id: 4 }));
    await travelTo((await proposal('4')).readyAtMs ?? 0);
    await send(stranger, executeCalls(client, { id: 4 }));

    const pause = { contract: 'vehicleRegistry', durationSeconds: 3_600, reason: 'A fault' } as const;
    await send(notary, pauseContract(client, pause));
    expect(await refusal(insurer, withdrawApproval(client, { id: 3 }))).toBe('Council_NotApproved');
    const { sentence } = await send(notary, withdrawApproval(client, { id: 3 }));
    expect(sentence).toMatch(/^Take back the approval of action 3 of the council: pause VehicleRegistry /);
    await send(insurer, approveAction(client, { id: 3 }));
    expect((await readCouncil(client, { id: '3' })).items).toMatchObject([
      { state: 'open', approvals: [{ account: insurer.address }], approvalCount: 1, needed: 2 },
    ]);
    await send(notary, approveAction(client, { id: 3 }));
    const { items, pauses, asOf } = await readCouncil(client);
    expect(items[0]).toMatchObject({ id: '3', state: 'done' });
    expect((pauses[0]?.pausedUntilMs ?? 0) - asOf.atMs).toBeLessThanOrEqual(HOUR_MS);
  });

  test('the members call off what waits in the timelock', async () => {
    const { client, member, travelTo, send, refusal } = consortium;
    const seats = [stranger.address];
    const call = await setSeats(client, { seats, threshold: 1 });
    await send(workshop, proposeCalls(client, { calls: [call], reason: 'Elected again' }));
    const cancelled = { id: 5, reason: 'The votes were bought' };
    const refused = { code: 'INPUT_INVALID', details: { field: 'id' } };
    await expect(proposeCancel(client, cancelled)).rejects.toMatchObject(refused);
    await expect(proposeCancel(client, { id: 1, reason: 'x' })).rejects.toMatchObject(refused);
    await expect(proposeCancel(client, { id: 99, reason: 'x' })).rejects.toMatchObject(refused);
    const voters = [member, workshop, notary];
    for (const voter of voters) await send(voter, castVote(client, { id: 5, isFor: true }));
    await send(stranger, executeProposal(client, { id: 5 }));

    const waiting = await proposal('5');
    const { sentence } = await send(insurer, proposeCancel(client, cancelled));
    expect(sentence).toBe(
      `Propose to the members, because “The votes were bought”: call off proposal 5: ${waiting.sentence}`,
    );
    expect(await proposal('6')).toMatchObject({ kind: 'calls', sentence: 'call off proposal 5', needed: 3 });
    for (const voter of voters) await send(voter, castVote(client, { id: 6, isFor: true }));
    expect(await proposal('5')).toMatchObject({ state: 'scheduled' });
    await send(stranger, executeProposal(client, { id: 6 }));
    expect(await proposal('6')).toMatchObject({ state: 'executed', readyAtMs: null });
    expect(await proposal('5')).toMatchObject({ state: 'expired', isExecutable: false, readyAtMs: null });

    await travelTo(waiting.readyAtMs ?? 0);
    expect(await refusal(stranger, executeCalls(client, { id: 5 }))).toBe('MembersVote_StateInvalid');
    expect((await readCouncil(client)).seats).toHaveLength(2);
  });

  test('a member leaves, and its node with it', async () => {
    const { client, member, send, refusal } = consortium;
    await send(workshop, leaveConsortium(client));
    const { items, standingCount } = await listMembers(client);
    expect(items[1]).toMatchObject({ name: 'Werkstatt Weber', roles: [], isStanding: false });
    expect(standingCount).toBe(3);
    expect((await listValidators(client)).validators).toEqual([member.address]);
    expect(await refusal(workshop, leaveConsortium(client))).toBe('Members_NotMember');
  });

  test('what is asked wrongly is refused with the field', async () => {
    const { client } = consortium;
    const invalid = (field: string) =>
      expect.objectContaining({ code: 'INPUT_INVALID', details: expect.objectContaining({ field }) });
    await expect(listProposals(client, { cursor: 'AAAA' })).rejects.toEqual(invalid('cursor'));
    await expect(listProposals(client, { id: '0' })).rejects.toEqual(invalid('id'));
    await expect(castVote(client, { id: 99, isFor: true })).rejects.toEqual(invalid('id'));
    await expect(approveAction(client, { id: 99 })).rejects.toEqual(invalid('id'));
    await expect(
      addMember(client, { account: stranger.address, name: 'x', roles: ['king'] }),
    ).rejects.toEqual(invalid('roles'));
    await expect(addMember(client, { account: 'x', name: 'x', roles: ['notary'] })).rejects.toEqual(
      invalid('account'),
    );
  });
});

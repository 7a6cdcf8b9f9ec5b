// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeTypedData } from './describeTypedData.ts';
import { parseTypedData } from './parseTypedData.ts';

const invalid = expect.objectContaining({ code: 'TYPED_DATA_INVALID' });

const token = '0x1111111111111111111111111111111111111111';
const owner = '0x2222222222222222222222222222222222222222';
const spender = '0x3333333333333333333333333333333333333333';
const node = '0x4444444444444444444444444444444444444444';
const unlimited = (2n ** 256n - 1n).toString();
const nowMs = Date.UTC(2026, 0, 1);
const deadline = Date.UTC(2026, 11, 31, 23, 59, 59) / 1_000;
const context = {
  nowMs,
  signer: owner,
  chainId: 31337,
  tokens: { [token]: { symbol: 'DATR', decimals: 18 } },
};

const permit = {
  types: {
    Permit: [
      { name: 'owner', type: 'address' },
      { name: 'spender', type: 'address' },
      { name: 'value', type: 'uint256' },
      { name: 'nonce', type: 'uint256' },
      { name: 'deadline', type: 'uint256' },
    ],
  },
  primaryType: 'Permit',
  domain: { name: 'Datacar', version: '1', chainId: 31337, verifyingContract: token },
  message: { owner, spender, value: '5000000000000000000', nonce: 0, deadline },
};
const delegation = {
  types: {
    Delegation: [
      { name: 'delegatee', type: 'address' },
      { name: 'nonce', type: 'uint256' },
      { name: 'expiry', type: 'uint256' },
    ],
  },
  primaryType: 'Delegation',
  domain: permit.domain,
  message: { delegatee: spender, nonce: 3, expiry: deadline },
};
const nodeProof = {
  types: {
    NodeProof: [
      { name: 'member', type: 'address' },
      { name: 'node', type: 'address' },
      { name: 'blockNumber', type: 'uint256' },
      { name: 'blockHash', type: 'bytes32' },
    ],
  },
  primaryType: 'NodeProof',
  domain: { name: 'Datacar Validators', version: '1', chainId: 31337, verifyingContract: token },
  message: { member: owner, node, blockNumber: 12, blockHash: `0x${'ab'.repeat(32)}` },
};
/** The example of EIP-712 itself. */
const mail = {
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
};

const say = (input: unknown, more: Partial<typeof context> = {}) =>
  describeTypedData(parseTypedData(input), { ...context, ...more });
const withMessage = <Input extends { message: object }>(input: Input, message: object) => ({
  ...input,
  message: { ...input.message, ...message },
});

describe('a permit', () => {
  test('is a sentence', () => {
    const { sentence, warnings, isKnown, fields } = say(permit);
    expect(sentence).toBe(
      `Let ${spender} spend 5 DATR of ${owner} until it is used up or withdrawn; to be handed in by 2026-12-31T23:59:59Z.`,
    );
    expect([warnings, isKnown]).toEqual([[], true]);
    expect(fields).toEqual([
      { name: 'owner', value: owner },
      { name: 'spender', value: spender },
      { name: 'value', value: '5000000000000000000' },
      { name: 'nonce', value: '0' },
      { name: 'deadline', value: String(deadline) },
      { name: 'domain.name', value: 'Datacar' },
      { name: 'domain.version', value: '1' },
      { name: 'domain.chainId', value: '31337' },
      { name: 'domain.verifyingContract', value: token },
    ]);
  });

  test('without a limit or a deadline warns of both', () => {
    const { sentence, warnings } = say(withMessage(permit, { value: unlimited, deadline: unlimited }));
    expect(sentence).toBe(
      `Let ${spender} spend any amount of DATR of ${owner} until it is used up or withdrawn.`,
    );
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatch(/no limit/);
    expect(warnings[1]).toMatch(/no deadline/);
  });

  test('of nothing withdraws', () => {
    expect(say(withMessage(permit, { value: 0 })).sentence).toBe(
      `Let ${spender} no longer spend DATR of ${owner}; to be handed in by 2026-12-31T23:59:59Z.`,
    );
  });

  test('of a token that only calls itself DATR is told by its address', () => {
    const other = { ...permit, domain: { ...permit.domain, name: 'DATR', verifyingContract: node } };
    const { sentence, warnings } = say(other);
    expect(sentence).toContain(
      `5000000000000000000 of the smallest unit of the token at ${node} (which calls itself "DATR")`,
    );
    expect(warnings).toEqual([expect.stringMatching(/does not know the token/)]);
  });

  test('of the same address on another chain is of another token', () => {
    const { sentence, warnings } = say({ ...permit, domain: { ...permit.domain, chainId: 1 } });
    expect(sentence).toContain('of the smallest unit of the token at');
    expect(warnings).toEqual([
      expect.stringMatching(/does not know the token/),
      expect.stringMatching(/for chain 1; this wallet works on chain 31337/),
    ]);
  });

  test('that is over, or that somebody else would have to sign, says so', () => {
    expect(say(withMessage(permit, { deadline: nowMs / 1_000 - 1 })).warnings).toEqual([
      expect.stringMatching(/deadline is over/),
    ]);
    expect(say(permit, { signer: node }).warnings).toEqual([
      expect.stringContaining(`a signature of ${owner}`),
    ]);
  });

  test('with other fields is not known', () => {
    const fields = permit.types.Permit.filter(({ name }) => name !== 'nonce');
    const { isKnown, warnings } = say({ ...permit, types: { Permit: fields } });
    expect(isKnown).toBe(false);
    expect(warnings).toEqual([
      expect.stringMatching(/does not know what/),
      expect.stringMatching(/^Not covered by the signature: message.nonce\.$/),
    ]);
  });
});

test('a delegation is a sentence', () => {
  expect(say(delegation)).toMatchObject({
    sentence: `Let ${spender} cast all your votes of DATR until you delegate anew; to be handed in by 2026-12-31T23:59:59Z.`,
    warnings: [],
    isKnown: true,
  });
});

test('the proof of a node is a sentence, and for the node to sign', () => {
  const sentence = `Show that the chain node ${node} of the member ${owner} is alive at block 12 (0x${'ab'.repeat(32)}).`;
  expect(say(nodeProof, { signer: node })).toMatchObject({ sentence, warnings: [], isKnown: true });
  expect(say(nodeProof).warnings).toEqual([expect.stringContaining(`a signature of ${node}`)]);
  const other = { ...nodeProof, domain: { ...nodeProof.domain, name: 'Other Validators' } };
  expect(say(other).isKnown).toBe(false);
});

describe('what is not known', () => {
  test('is shown field by field', () => {
    const { sentence, fields, warnings, isKnown } = say(mail, { chainId: 1 });
    expect(sentence).toBe(
      'Sign a "Mail" for the contract 0xcccccccccccccccccccccccccccccccccccccccc (which calls itself "Ether Mail").',
    );
    expect(fields.slice(0, 5)).toEqual([
      { name: 'from.name', value: 'Cow' },
      { name: 'from.wallet', value: '0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826' },
      { name: 'to.name', value: 'Bob' },
      { name: 'to.wallet', value: '0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' },
      { name: 'contents', value: 'Hello, Bob!' },
    ]);
    expect([warnings.length, isKnown]).toEqual([1, false]);
  });

  test('cannot hide anything: lists, empty ones, control characters, and its own name', () => {
    const { sentence, fields } = say({
      types: {
        List: [
          { name: 'rows', type: 'uint8[2][]' },
          { name: 'none', type: 'string[]' },
          { name: 'text', type: 'string' },
        ],
      },
      primaryType: 'List',
      domain: { name: `good"\u001b[2K\u202e${'x'.repeat(100)}`, verifyingContract: token },
      message: {
        rows: [
          [1, 2],
          ['0x3', '4'],
        ],
        none: [],
        text: 'a\nb\u001b[31m\u202e',
      },
    });
    expect(fields.slice(0, 6)).toEqual([
      { name: 'rows[0][0]', value: '1' },
      { name: 'rows[0][1]', value: '2' },
      { name: 'rows[1][0]', value: '3' },
      { name: 'rows[1][1]', value: '4' },
      { name: 'none', value: '(an empty list)' },
      { name: 'text', value: 'a\\u{a}b\\u{1b}[31m\\u{202e}' },
    ]);
    expect(sentence).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(sentence).toContain('good"\\u{1b}[2K\\u{202e}x');
    expect(sentence).toContain('…');
  });

  test('warns where the domain binds the signature to no chain or contract', () => {
    const types = { EIP712Domain: [{ name: 'name', type: 'string' }], A: [{ name: 'a', type: 'bool' }] };
    // The chain is named, but the type of the domain leaves it out, so it is not signed.
    const { warnings } = say({
      types,
      primaryType: 'A',
      domain: { name: 'x', chainId: 31337, verifyingContract: token },
      message: { a: true, note: 'only for chain 31337' },
    });
    expect(warnings).toEqual([
      expect.stringMatching(/does not know what/),
      expect.stringMatching(/names no chain/),
      expect.stringMatching(/names no contract/),
      'Not covered by the signature: domain.chainId, domain.verifyingContract, message.note.',
    ]);
  });
});

describe('typed data', () => {
  test('has every value in the form that is signed', () => {
    const { typedData } = parseTypedData(withMessage(permit, { value: '0x10', nonce: 7n, deadline: '12' }));
    expect(typedData.message).toEqual({ owner, spender, value: 16n, nonce: 7n, deadline: 12n });
    expect(typedData.types.EIP712Domain).toEqual([
      { name: 'name', type: 'string' },
      { name: 'version', type: 'string' },
      { name: 'chainId', type: 'uint256' },
      { name: 'verifyingContract', type: 'address' },
    ]);
  });

  const only = (type: string, value: unknown) => ({
    types: { A: [{ name: 'a', type }] },
    primaryType: 'A',
    domain: {},
    message: { a: value },
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, ''],
    ['a text', 'permit', ''],
    ['a list', [], ''],
    ['no types', { ...permit, types: undefined }, 'types'],
    ['no message', { ...permit, message: undefined }, 'message'],
    ['an unknown primary type', { ...permit, primaryType: 'Other' }, 'primaryType'],
    ['the domain as primary type', { ...mail, primaryType: 'EIP712Domain' }, 'primaryType'],
    ['the primary type of every object', { ...permit, primaryType: 'toString' }, 'primaryType'],
    ['an unknown type', only('uint257', 1), 'types.A.a'],
    ['uint without bits', only('uint', 1), 'types.A.a'],
    ['bytes33', only('bytes33', '0x'), 'types.A.a'],
    ['a struct named like a type', { ...permit, types: { ...permit.types, address: [] } }, 'types.address'],
    [
      'two fields of one name',
      {
        ...permit,
        types: {
          Permit: [
            { name: 'a', type: 'bool' },
            { name: 'a', type: 'bool' },
          ],
        },
      },
      'types.Permit',
    ],
    [
      'a domain with fields of its own',
      { ...mail, types: { ...mail.types, EIP712Domain: [{ name: 'owner', type: 'address' }] } },
      'types.EIP712Domain.owner',
    ],
    ['a value that is missing', { ...permit, message: { owner } }, 'message.spender'],
    ['null for a struct', { ...mail, message: { ...mail.message, to: null } }, 'message.to'],
    ['an address that is too short', withMessage(permit, { owner: '0x12' }), 'message.owner'],
    ['a number that JSON rounded', withMessage(permit, { value: 1e18 }), 'message.value'],
    ['a negative unsigned number', only('uint8', -1), 'message.a'],
    ['a number that is too large', only('uint8', 256), 'message.a'],
    ['a signed number that is too large', only('int8', 128), 'message.a'],
    ['a signed number that is too small', only('int8', '-129'), 'message.a'],
    ['a fraction', only('uint8', 1.5), 'message.a'],
    ['a number with a space', only('uint8', ' 1'), 'message.a'],
    ['an empty number', only('uint8', ''), 'message.a'],
    ['bytes of odd length', only('bytes', '0x123'), 'message.a'],
    ['bytes of the wrong length', only('bytes4', '0x12345678ff'), 'message.a'],
    ['a truth in words', only('bool', 'true'), 'message.a'],
    ['a list that is too short', only('bool[2]', [true]), 'message.a'],
    ['no list', only('bool[]', true), 'message.a'],
    [
      'more values than anybody reads',
      only(
        'bool[]',
        Array.from({ length: 1_001 }, () => true),
      ),
      'message.a[999]',
    ],
    [
      'a type of the prototype',
      JSON.parse('{"types":{"__proto__":[]},"primaryType":"A","domain":{},"message":{}}'),
      'types.__proto__',
    ],
  ])('with %s is refused', (_what, input, field) => {
    expect(() => parseTypedData(input)).toThrow(invalid);
    try {
      parseTypedData(input);
    } catch (error) {
      expect((error as { details: object }).details).toEqual({ field });
    }
  });

  test('that contains itself ends', () => {
    const types = { Node: [{ name: 'next', type: 'Node[]' }] };
    let message: object = { next: [] };
    for (let depth = 0; depth < 40; depth += 1) message = { next: [message] };
    expect(() => parseTypedData({ types, primaryType: 'Node', domain: {}, message })).toThrow(invalid);
    expect(parseTypedData({ types, primaryType: 'Node', domain: {}, message: { next: [] } })).toBeDefined();
  });

  test.each<[string, unknown, unknown]>([
    ['int8', -128, -128n],
    ['int256', `-${2n ** 255n}`, -(2n ** 255n)],
    ['uint256', unlimited, 2n ** 256n - 1n],
    ['bytes', '0x', '0x'],
    ['bytes2', '0xABcd', '0xabcd'],
    ['bool', false, false],
    ['string', '', ''],
  ])('takes the edges of %s', (type, value, expected) => {
    expect(parseTypedData(only(type, value)).typedData.message).toEqual({ a: expected });
  });

  test('whatever JSON comes, it is taken or refused', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (types, domain, message) => {
        try {
          say({ types, primaryType: 'Permit', domain, message });
        } catch (error) {
          expect(error).toMatchObject({ code: 'TYPED_DATA_INVALID' });
        }
        try {
          say({ types: permit.types, primaryType: 'Permit', domain, message });
        } catch (error) {
          expect(error).toMatchObject({ code: 'TYPED_DATA_INVALID' });
        }
      }),
    );
  });
});

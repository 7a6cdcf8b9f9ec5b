// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { keccak256, toHex } from 'viem';
import type { LocalAccount } from 'viem/accounts';
import type { Client } from '../client/Client.ts';
import { describeServer } from '../internal/describeServer.ts';
import { explainRefusal } from '../internal/explainRefusal.ts';
import type { ContractCall } from './ContractCall.ts';
import { callRpc } from './callRpc.ts';
import { callRpcBatch } from './callRpcBatch.ts';
import type { RpcCallObject, RpcHex, RpcReceipt } from './RpcMethods.ts';

/** A transaction as it was signed: sending it again is harmless, signing another one instead is not. */
export interface SignedCall {
  hash: RpcHex;
  rawTransaction: RpcHex;
}

export interface SendCallParameters {
  /** An account of viem that signs. */
  account: LocalAccount;
  /** Told what was signed before it goes out: who keeps it can go on after a crash. */
  onSigned?: ((signed: SignedCall) => void | Promise<void>) | undefined;
  /** What an earlier attempt signed, from `onSigned` or from the details of TRANSACTION_UNSETTLED: nothing is signed anew. */
  rawTransaction?: RpcHex | undefined;
  /** Longest wait for the block; 120 s by default. */
  timeoutMs?: number | undefined;
}

export interface SendCallReturnType extends SignedCall {
  blockNumber: number;
  receipt: RpcReceipt;
}

const timeoutDefaultMs = 120_000;
const pollMs = 200;
/** An estimate is exact for the state that it was made on; the block may have another one. */
const gasMarginPercent = 130n;
/** EIP-7825: no transaction may use more. */
const gasMax = 2n ** 24n;
/** Of a nonce that another program of the same account took in between. */
const signaturesMax = 3;

/** What is on its way of each client and account: two of one account would race for a nonce. */
const turns = new WeakMap<Client, Map<string, Promise<unknown>>>();
/** What was signed and has no known outcome: a repeated call sends it again instead of signing a second one. */
const unsettled = new WeakMap<Client, Map<string, RpcHex>>();

/**
 * Signs a call, sends it and waits until it is in a block. Repeating it after an error is safe: as long as nobody
 * knows what became of a signed transaction, the same one is sent again.
 *
 * @throws DatacarError TRANSACTION_REFUSED before anything was sent, with the contract's error in
 * `details.errorName` and what to do next in the message; TRANSACTION_REVERTED when the block holds it as failed;
 * TRANSACTION_UNSETTLED when it is in no block in time, with `details.rawTransaction`; SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { sendToken } from '@datacar/sdk/token/calls/sendToken';
 * import { privateKeyToAccount } from 'viem/accounts';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const account = privateKeyToAccount(process.env.PRIVATE_KEY);
 * const call = await sendToken(client, { to: '0x…', amount: 12_500_000_000_000_000_000n });
 * console.log(call.sentence);
 * const { hash, blockNumber } = await sendCall(client, call, { account });
 */
export async function sendCall(
  client: Client,
  call: ContractCall,
  { account, onSigned, rawTransaction, timeoutMs = timeoutDefaultMs }: SendCallParameters,
): Promise<SendCallReturnType> {
  const endMs = Date.now() + timeoutMs;
  const key = [account.address, call.to, call.data, call.value].join('|').toLowerCase();
  const pending = mapOf(unsettled, client);
  const earlier = rawTransaction ?? pending.get(key);
  const submit = () =>
    earlier === undefined
      ? signAndSubmit(client, call, { account, onSigned: remember, endMs })
      : resubmit(client, earlier, endMs);
  const remember = async (signed: SignedCall) => {
    await onSigned?.(signed);
    pending.set(key, signed.rawTransaction);
  };

  if (earlier !== undefined) pending.set(key, earlier);
  try {
    const signed = await inTurn(client, account.address, submit);
    const receipt = await waitForReceipt(client, signed, endMs);
    pending.delete(key);
    if (receipt.status === '0x1') return { ...signed, blockNumber: Number(receipt.blockNumber), receipt };
    throw await reverted(client, call, account.address, receipt);
  } catch (error) {
    // Without a known outcome it stays, and the next attempt sends the same.
    const isSettled =
      error instanceof DatacarError && ['TRANSACTION_REFUSED', 'TRANSACTION_REVERTED'].includes(error.code);
    if (isSettled) pending.delete(key);
    throw error;
  }
}

/** One submission of an account after the other: a nonce counts as used once the chain took its transaction. */
function inTurn<Result>(client: Client, account: string, work: () => Promise<Result>): Promise<Result> {
  const accounts = mapOf(turns, client);
  const turn = (accounts.get(account) ?? Promise.resolve()).catch(() => undefined).then(work);
  accounts.set(account, turn);
  return turn;
}

interface SubmitOptions {
  account: LocalAccount;
  onSigned: (signed: SignedCall) => Promise<void>;
  endMs: number;
}

async function signAndSubmit(
  client: Client,
  call: ContractCall,
  { account, onSigned, endMs }: SubmitOptions,
): Promise<SignedCall> {
  for (let signatures = 1; ; signatures += 1) {
    const signed = await sign(client, call, account);
    await onSigned(signed);
    const refusal = await deliver(client, signed, endMs);
    if (refusal === undefined) return signed;
    // Its nonce went to another transaction, so this one can never be in a block: a new one does no harm.
    const isSuperseded = /nonce too low|underpriced/i.test(refusal.message);
    if (!isSuperseded || signatures >= signaturesMax) throw refused(refusal, account.address);
  }
}

async function resubmit(client: Client, rawTransaction: RpcHex, endMs: number): Promise<SignedCall> {
  const signed = { hash: keccak256(rawTransaction), rawTransaction };
  const refusal = await deliver(client, signed, endMs);
  if (refusal !== undefined) throw refused(refusal, undefined);
  return signed;
}

/** Sends it until the chain has it or refuses it. Returns the refusal. */
async function deliver(
  client: Client,
  { hash, rawTransaction }: SignedCall,
  endMs: number,
): Promise<DatacarError | undefined> {
  for (;;) {
    try {
      return await deliverOnce(client, { hash, rawTransaction });
    } catch (error) {
      if (Date.now() >= endMs) throw unsettledError({ hash, rawTransaction }, error);
      await client.sleep(pollMs);
    }
  }
}

async function deliverOnce(
  client: Client,
  { hash, rawTransaction }: SignedCall,
): Promise<DatacarError | undefined> {
  try {
    await callRpc(client, 'eth_sendRawTransaction', [rawTransaction]);
    return undefined;
  } catch (error) {
    if (!(error instanceof DatacarError) || error.code !== 'CHAIN_CALL_REFUSED') throw error;
    // An answer may have been lost on the way although the transaction arrived.
    const isKnown = (await callRpc(client, 'eth_getTransactionByHash', [hash])) !== null;
    return isKnown ? undefined : error;
  }
}

async function sign(client: Client, call: ContractCall, account: LocalAccount): Promise<SignedCall> {
  const from = account.address;
  const asked: RpcCallObject = {
    from,
    to: call.to,
    data: call.data,
    ...(call.value === 0n ? {} : { value: toHex(call.value) }),
  };
  const { chain } = await describeServer(client);
  const gas = await callRpc(client, 'eth_estimateGas', [asked]).catch((error: unknown) => {
    throw refused(error, from);
  });
  const [nonce, gasPrice, priorityFee] = await callRpcBatch(client, [
    { method: 'eth_getTransactionCount', params: [from, 'pending'] },
    { method: 'eth_gasPrice', params: [] },
    { method: 'eth_maxPriorityFeePerGas', params: [] },
  ]);
  const gasWithMargin = (BigInt(gas) * gasMarginPercent) / 100n;
  const maxPriorityFeePerGas = BigInt(priorityFee);
  const rawTransaction = await account.signTransaction({
    type: 'eip1559',
    chainId: chain.chainId,
    nonce: Number(nonce),
    to: call.to,
    data: call.data,
    value: call.value,
    gas: gasWithMargin < gasMax ? gasWithMargin : gasMax,
    // The base fee may double before it is in a block; what is not used is not paid.
    maxFeePerGas: 2n * BigInt(gasPrice) + maxPriorityFeePerGas,
    maxPriorityFeePerGas,
  });
  return { hash: keccak256(rawTransaction), rawTransaction };
}

async function waitForReceipt(client: Client, signed: SignedCall, endMs: number): Promise<RpcReceipt> {
  for (;;) {
    const receipt = await callRpc(client, 'eth_getTransactionReceipt', [signed.hash]).catch(
      (error: unknown) => {
        if (Date.now() >= endMs) throw unsettledError(signed, error);
        return null;
      },
    );
    if (receipt !== null) return receipt;
    if (Date.now() >= endMs) throw unsettledError(signed, undefined);
    await client.sleep(pollMs);
  }
}

function refused(error: unknown, account: string | undefined): unknown {
  if (!(error instanceof DatacarError) || error.code !== 'CHAIN_CALL_REFUSED') return error;
  const explained = explainRefusal(error);
  return new DatacarError('TRANSACTION_REFUSED', explained.message, {
    details: { ...explained.details, ...(account === undefined ? {} : { account }) },
    cause: error,
  });
}

/** The estimate passed and the block refused it: something changed in between. The chain is asked what. */
async function reverted(
  client: Client,
  { to, data, value }: ContractCall,
  from: RpcHex,
  { transactionHash: hash, blockNumber }: RpcReceipt,
): Promise<DatacarError> {
  const reason = await callRpc(client, 'eth_call', [
    { from, to, data, value: toHex(value) },
    blockNumber,
  ]).then(
    () => undefined,
    (error: unknown) => (error instanceof DatacarError ? explainRefusal(error) : undefined),
  );
  return new DatacarError(
    'TRANSACTION_REVERTED',
    `Transaction ${hash} is in block ${Number(blockNumber)}, but had no effect. ${reason?.message ?? 'Look at it in the explorer.'}`,
    { details: { ...reason?.details, hash, blockNumber: Number(blockNumber) } },
  );
}

function unsettledError(signed: SignedCall, cause: unknown): DatacarError {
  return new DatacarError(
    'TRANSACTION_UNSETTLED',
    `Transaction ${signed.hash} was signed, and is in no block yet. Try again: the same one is sent, never a second.`,
    { details: { ...signed }, cause },
  );
}

function mapOf<Value>(maps: WeakMap<Client, Map<string, Value>>, client: Client): Map<string, Value> {
  const before = maps.get(client);
  if (before !== undefined) return before;
  const made = new Map<string, Value>();
  maps.set(client, made);
  return made;
}

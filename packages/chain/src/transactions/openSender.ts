// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import {
  type Address,
  BaseError,
  type Hex,
  keccak256,
  type LocalAccount,
  type TransactionReceipt,
} from 'viem';
import type { Chain } from '../Chain.ts';
import { decodeRevert } from './decodeRevert.ts';

export interface SendTransactionOptions {
  /** Missing: the data creates a contract. */
  to?: Address;
  data?: Hex;
  value?: bigint;
  /** Estimated when missing. */
  gas?: bigint;
}

export interface SendTransactionReturnType {
  /** The signed EIP-1559 transaction as it went to the chain (a proof file carries an anchor's). */
  rawTransaction: Hex;
  hash: Hex;
  receipt: TransactionReceipt;
}

/** Sends transactions of one account, one nonce after the other, however many callers there are. */
export interface TransactionSender {
  readonly address: Address;
  /**
   * Signs, sends and waits for the receipt: on the embedded chain the block is on disk then.
   *
   * @throws DatacarError TRANSACTION_REFUSED with the contract's error in `details`, before anything was sent;
   * TRANSACTION_REVERTED when the block holds it as failed.
   */
  send(options: SendTransactionOptions): Promise<SendTransactionReturnType>;
}

/** An estimate is exact for the state it was made on; the block may have another one. */
const GAS_MARGIN_PERCENT = 130n;

/** EIP-7825: no transaction may use more. */
const GAS_MAX = 2n ** 24n;

/** A real chain may take some minutes when it is crowded. */
const RECEIPT_MS_MAX = 600_000;

/** How often an external chain is asked; the embedded one tells by itself. */
const RECEIPT_POLL_MS = 1_000;

/** A nonce taken by another program of the same account is read again this often. */
const NONCE_ATTEMPTS_MAX = 3;

/** One sender per account and process; two would race for the same nonces. */
export function openSender({ chain, account }: { chain: Chain; account: LocalAccount }): TransactionSender {
  const { publicClient, identity } = chain;
  let nextNonce: number | undefined;
  let lastSubmission: Promise<unknown> = Promise.resolve();

  async function readNonce(): Promise<number> {
    return publicClient.getTransactionCount({ address: account.address, blockTag: 'pending' });
  }

  /** One at a time: a nonce counts as used only once the chain took its transaction. */
  function submit(options: SendTransactionOptions): Promise<Hex> {
    const submission = lastSubmission.catch(() => {}).then(() => submitNext(options));
    lastSubmission = submission;
    return submission;
  }

  async function submitNext(options: SendTransactionOptions): Promise<Hex> {
    for (let attempt = 1; ; attempt++) {
      nextNonce ??= await readNonce();
      const gas = options.gas ?? (await estimateGas(options));
      const fees = await publicClient.estimateFeesPerGas();
      const rawTransaction = await account.signTransaction({
        type: 'eip1559',
        chainId: identity.chainId,
        nonce: nextNonce,
        to: options.to ?? null,
        data: options.data ?? '0x',
        value: options.value ?? 0n,
        gas,
        maxFeePerGas: fees.maxFeePerGas,
        maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
      });
      try {
        await publicClient.sendRawTransaction({ serializedTransaction: rawTransaction });
        nextNonce++;
        return rawTransaction;
      } catch (error) {
        nextNonce = undefined;
        // An answer may have been lost on the way although the transaction arrived.
        if (await isKnown(keccak256(rawTransaction))) return rawTransaction;
        const isNonceTaken = /nonce too low|already known|already imported|underpriced/i.test(String(error));
        if (!isNonceTaken || attempt >= NONCE_ATTEMPTS_MAX) throw refused(error, account.address);
      }
    }
  }

  async function estimateGas({ to, data, value }: SendTransactionOptions): Promise<bigint> {
    try {
      const estimate = await publicClient.estimateGas({
        account: account.address,
        ...(to && { to }),
        ...(data && { data }),
        ...(value !== undefined && { value }),
      });
      const withMargin = (estimate * GAS_MARGIN_PERCENT) / 100n;
      return withMargin < GAS_MAX ? withMargin : GAS_MAX;
    } catch (error) {
      throw refused(error, account.address);
    }
  }

  async function isKnown(hash: Hex): Promise<boolean> {
    return publicClient.getTransaction({ hash }).then(
      () => true,
      () => false,
    );
  }

  async function send(options: SendTransactionOptions): Promise<SendTransactionReturnType> {
    const rawTransaction = await submit(options);
    const hash = keccak256(rawTransaction);
    const receipt = await waitForReceipt(chain, hash);
    if (receipt.status !== 'success') {
      throw new DatacarError('TRANSACTION_REVERTED', `Transaction ${hash} was refused by the contract`, {
        details: { hash, blockNumber: Number(receipt.blockNumber) },
      });
    }
    return { rawTransaction, hash, receipt };
  }

  return { address: account.address, send };
}

async function waitForReceipt(chain: Chain, hash: Hex): Promise<TransactionReceipt> {
  const endMs = performance.now() + RECEIPT_MS_MAX;
  let wake = () => {};
  const unwatch = chain.watchBlocks(() => wake());
  try {
    while (performance.now() < endMs) {
      const told = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const receipt = await chain.publicClient.getTransactionReceipt({ hash }).catch(() => undefined);
      if (receipt) return receipt;
      await withTimeout(told, RECEIPT_POLL_MS);
    }
  } finally {
    unwatch();
  }
  throw new DatacarError('CHAIN_UNREACHABLE', `Transaction ${hash} is not in a block after ten minutes`, {
    details: { hash },
  });
}

async function withTimeout(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([promise, timeout]);
  clearTimeout(timer);
}

function refused(error: unknown, account: Address): DatacarError {
  const revert = decodeRevert(error);
  const reason =
    revert?.errorName ?? (error instanceof BaseError ? error.details || error.shortMessage : String(error));
  const advice = /insufficient funds/i.test(reason)
    ? `. Gas costs something on this chain: fund ${account}`
    : '';
  return new DatacarError(
    'TRANSACTION_REFUSED',
    `The chain does not take the transaction: ${reason}${advice}`,
    {
      details: { reason, account, ...(revert && { args: revert.args.map(String) }) },
      cause: error,
    },
  );
}

// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { trustAnchorsCodec } from '@datacar/core/records/trustAnchorsCodec';
import { describeTypedData, type TypedDataDescription } from '@datacar/core/wallet/describeTypedData';
import { parseTypedData } from '@datacar/core/wallet/parseTypedData';
import { readKnownTokens } from '@datacar/sdk/wallet/readKnownTokens';
import { signTypedData } from '@datacar/sdk/wallet/signTypedData';
import type { CommandAction } from '../command/defineCommand.ts';
import { openAccount } from '../home/openAccount.ts';
import { askIfReachable } from '../home/openPublicClient.ts';
import type { Output } from '../output/createOutput.ts';
import { confirm } from './confirm.ts';
import { readSecretText } from './readSecretText.ts';

interface Options {
  file: string;
  from: string;
  yes?: boolean;
  anyChain?: boolean;
}

export const signFile: CommandAction<Options> = async ({ file, from, yes, anyChain }, context) => {
  const { output } = context;
  const input = { file, question: '', option: 'FILE', isHidden: false, isPiped: false };
  const parsed = parseTypedData(
    parseJson(await readSecretText(input, context), file === '-' ? 'The input' : file),
  );
  const known = await askIfReachable(context, readKnownTokens);
  const chainId = known?.chainId ?? (await readChainId(context.home));
  if (anyChain !== true) checkChain(parsed.typedData.domain.chainId as bigint | undefined, chainId);

  const account = await openAccount(context, from);
  const signer = account.address.toLowerCase();
  const description = describeTypedData(parsed, {
    nowMs: Date.now(),
    signer,
    chainId,
    tokens: known?.tokens,
  });
  showDescription(description, output);
  const isWanted = await confirm(
    {
      question: `Sign this as ${account.address}?`,
      reason: 'A signature cannot be taken back.',
      isConfirmed: yes,
    },
    context,
  );
  if (!isWanted) {
    output.json({ ...description, signer, signature: null, hash: null });
    output.note('Nothing was signed.');
    return 'failed';
  }
  const { signature, hash } = await signTypedData({ account, typedData: parsed.typedData });
  output.json({ ...description, signer, signature, hash });
  output.line(signature);
  return 'done';
};

/** On stderr, so that the signature alone is the result. */
function showDescription(
  { sentence, fields, warnings, isKnown }: TypedDataDescription,
  output: Output,
): void {
  if (output.isJson) return;
  output.note(sentence);
  if (!isKnown || warnings.length > 0) output.note('');
  if (!isKnown) for (const { name, value } of fields) output.note(`  ${name}: ${value}`);
  for (const warning of warnings) output.note(`! ${warning}`);
  output.note('');
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DatacarError('TYPED_DATA_INVALID', `${source} holds no JSON, and so nothing to sign.`, {
      cause,
    });
  }
}

/** The chain that this home trusts, when its server does not run. */
async function readChainId(home: string): Promise<number | undefined> {
  try {
    return trustAnchorsCodec.decode(await readFile(join(home, 'trust.cbor'))).chainId;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function checkChain(signed: bigint | undefined, chainId: number | undefined): void {
  // A domain without a chain belongs to none; the description warns of it.
  if (signed === undefined || signed === BigInt(chainId ?? -1)) return;
  const here =
    chainId === undefined ? 'no server says which chain this home is on' : `this home is on chain ${chainId}`;
  throw new DatacarError(
    'CHAIN_MISMATCH',
    `It would be signed for chain ${signed}, and ${here}. Say --any-chain if you mean it.`,
    { details: { chainId: signed.toString() } },
  );
}

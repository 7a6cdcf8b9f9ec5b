// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrustAnchors } from '@datacar/core/records/TrustAnchors';
import { trustAnchorsCodec } from '@datacar/core/records/trustAnchorsCodec';
import { verifyProof } from '@datacar/core/records/verifyProof';
import type { CommandContext } from '../command/CommandContext.ts';
import type { CommandAction } from '../command/defineCommand.ts';
import { escapeControls } from '../output/escapeControls.ts';
import type { FullVerdict } from './FullVerdict.ts';
import { renderVerdict } from './renderVerdict.ts';

interface Options {
  proof: string;
  trust?: string;
  rpc?: string;
  explain?: boolean;
}

export const verify: CommandAction<Options> = async (options, context) => {
  const { output } = context;
  const bytes = await readFile(options.proof);
  const { file: trustFile, trust } = await readTrust(options.trust, context);
  const offline = verifyProof(bytes, trust === undefined ? {} : { trust });
  const verdict = await withChain(offline, { bytes, trust, rpcUrl: options.rpc });

  const view = options.explain ? await viewOf(bytes) : undefined;
  output.json({ ...verdict, trustFile: trustFile ?? null, ...(view === undefined ? {} : { proof: view }) });
  const isExplained = options.explain === true;
  output.line(renderVerdict(escapeControls(verdict), { trustFile, isExplained }, output.colors));
  if (view !== undefined)
    output.line(`\n${output.colors.dim('The proof')}\n${JSON.stringify(escapeControls(view), undefined, 2)}`);
  return verdict.verdict === 'PROVED' ? 'done' : 'failed';
};

/** The trust file that was named must be there; that of the home may be missing, and then nothing is trusted. */
async function readTrust(
  named: string | undefined,
  { home }: CommandContext,
): Promise<{ file?: string; trust?: TrustAnchors }> {
  const file = named ?? join(home, 'trust.cbor');
  try {
    return { file, trust: trustAnchorsCodec.decode(await readFile(file)) };
  } catch (error) {
    if (named === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Adds what a chain says, if one is to be asked; what fails offline needs no chain to be refused. */
async function withChain(
  offline: FullVerdict,
  {
    bytes,
    trust,
    rpcUrl,
  }: { bytes: Uint8Array; trust: TrustAnchors | undefined; rpcUrl: string | undefined },
): Promise<FullVerdict> {
  if (rpcUrl === undefined || trust === undefined || offline.verdict !== 'PROVED') return offline;
  // The chain library is large; without --rpc it is never loaded.
  const { verifyProofOnChain } = await import('@datacar/sdk/records/verifyProofOnChain');
  const { steps, anchor } = await verifyProofOnChain({ proof: bytes, trust, rpcUrl });
  const failure = steps.find(({ ok }) => !ok)?.failure;
  // With the time of the anchor it is known for how long nothing followed the last header of a period.
  const dated =
    anchor === undefined ? offline : verifyProof(bytes, { trust, anchoredAtMs: anchor.blockTimeMs });
  return {
    ...dated,
    steps: [...offline.steps, ...steps],
    ...(anchor === undefined ? {} : { anchor }),
    ...(failure === undefined ? {} : { verdict: 'FAILED' as const, failure }),
  };
}

async function viewOf(bytes: Uint8Array): Promise<unknown> {
  const { viewProof } = await import('./viewProof.ts');
  return viewProof(bytes);
}

// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { decodeProof } from '@datacar/core/records/decodeProof';
import type { PeriodProof } from '@datacar/core/records/PeriodProof';
import type { ReadingProof } from '@datacar/core/records/ReadingProof';
import type { Client } from '@datacar/sdk/client/Client';
import { anchorLog } from '@datacar/sdk/records/anchorLog';
import { provePeriod } from '@datacar/sdk/records/provePeriod';
import { proveReading } from '@datacar/sdk/records/proveReading';
import type { CommandAction } from '../command/defineCommand.ts';
import { UsageError } from '../command/UsageError.ts';
import { openClient } from '../home/openClient.ts';
import { formatBytes } from '../output/formatBytes.ts';
import { formatTime } from '../output/formatTime.ts';

interface Options {
  vehicle: string;
  signal?: string[];
  at?: number;
  exact?: boolean;
  from?: number;
  to?: number;
  output: string;
  /** False with --no-anchor. */
  anchor: boolean;
}

export const makeProof: CommandAction<Options> = async (options, context) => {
  const { output } = context;
  const request = chooseRequest(options);
  const client = await openClient(context);
  const progress = await output.startProgress('Making the proof');
  try {
    const proof = await proveAnchored(
      client,
      request,
      options.anchor ? () => progress.update('Anchoring the log first') : undefined,
    );
    await writeFile(options.output, proof);
    progress.stop();
    const decoded = decodeProof(proof);
    output.json({ file: options.output, bytes: proof.length, ...summarize(decoded) });
    const what = describeProof(decoded, options);
    output.line(`Wrote ${options.output} (${formatBytes(proof.length)}): ${what}.`);
    output.line(`Anyone can check it offline: datacar verify ${options.output} --trust trust.cbor`);
    return 'done';
  } finally {
    progress.stop();
  }
};

function summarize(proof: ReadingProof | PeriodProof): object {
  if (proof.kind === 'period') return { kind: proof.kind, fromMs: proof.fromMs, toMs: proof.toMs };
  const { path, timeMs, value } = proof.reading;
  return { kind: proof.kind, reading: { path, timeMs, value } };
}

function describeProof(
  proof: ReadingProof | PeriodProof,
  { vehicle, signal: signals = [] }: Options,
): string {
  if (proof.kind === 'reading') {
    const { path, timeMs, value } = proof.reading;
    return `proves ${path} = ${value} of vehicle ${vehicle} at ${formatTime(timeMs)}, and shows nothing else`;
  }
  const shown = signals.length === 0 ? 'no readings' : `the readings of ${signals.join(', ')} only`;
  const period = `from ${formatTime(proof.fromMs)} to ${formatTime(proof.toMs)}`;
  return `proves what vehicle ${vehicle} signed ${period}, and shows ${shown}`;
}

type ProofRequest = (client: Client) => Promise<Uint8Array>;

function chooseRequest({ vehicle, signal: signals = [], at, exact, from, to }: Options): ProofRequest {
  if (at !== undefined) {
    if (from !== undefined || to !== undefined) throw new UsageError('Give either --at, or --from and --to.');
    const [signal, ...others] = signals;
    if (signal === undefined || others.length > 0) {
      throw new UsageError('A proof with --at is about exactly one --signal.');
    }
    return (client) => proveReading(client, { vehicle, signal, at, match: exact ? 'exact' : 'atOrBefore' });
  }
  if (from === undefined || to === undefined) {
    throw new UsageError(
      'Say what to prove: one reading with --at TIME, or a period with --from TIME and --to TIME.',
    );
  }
  if (from >= to) throw new UsageError('--from must be before --to.');
  return (client) => provePeriod(client, { vehicle, from, to, ...(signals.length === 0 ? {} : { signals }) });
}

/** Anchors what is not anchored yet, if that is wanted, and asks again. */
async function proveAnchored(
  client: Client,
  request: ProofRequest,
  beforeAnchor: (() => void) | undefined,
): Promise<Uint8Array> {
  try {
    return await request(client);
  } catch (error) {
    const isMissingAnchor = error instanceof DatacarError && error.code === 'NOT_ANCHORED';
    if (!isMissingAnchor || beforeAnchor === undefined) throw error;
    beforeAnchor();
    await anchorLog(client);
    return request(client);
  }
}

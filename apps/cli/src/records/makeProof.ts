// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
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
  const request = chooseProof(options);
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
    output.json({ file: options.output, bytes: proof.length, kind: request.kind });
    output.line(`Wrote ${options.output} (${formatBytes(proof.length)}): ${request.description}.`);
    output.line(`Anyone can check it offline: datacar verify ${options.output} --trust trust.cbor`);
    return 'done';
  } finally {
    progress.stop();
  }
};

interface ProofRequest {
  kind: 'reading' | 'period';
  description: string;
  send(client: Client): Promise<Uint8Array>;
}

function chooseProof({ vehicle, signal: signals = [], at, exact, from, to }: Options): ProofRequest {
  if (at !== undefined) {
    if (from !== undefined || to !== undefined) throw new UsageError('Give either --at, or --from and --to.');
    const [signal, ...others] = signals;
    if (signal === undefined || others.length > 0)
      throw new UsageError('A proof with --at is about exactly one --signal.');
    return {
      kind: 'reading',
      description: `proves ${signal} of vehicle ${vehicle} ${exact ? 'at' : 'at or before'} ${formatTime(at)}, and shows nothing else`,
      send: (client) => proveReading(client, { vehicle, signal, at, match: exact ? 'exact' : 'atOrBefore' }),
    };
  }
  if (from === undefined || to === undefined) {
    throw new UsageError(
      'Say what to prove: one reading with --at TIME, or a period with --from TIME and --to TIME.',
    );
  }
  if (from >= to) throw new UsageError('--from must be before --to.');
  const shown = signals.length === 0 ? 'no readings' : `the readings of ${signals.join(', ')} only`;
  return {
    kind: 'period',
    description: `proves what vehicle ${vehicle} signed from ${formatTime(from)} to ${formatTime(to)}, and shows ${shown}`,
    send: (client) =>
      provePeriod(client, { vehicle, from, to, ...(signals.length === 0 ? {} : { signals }) }),
  };
}

/** Anchors what is not anchored yet, if that is wanted, and asks again. */
async function proveAnchored(
  client: Client,
  request: ProofRequest,
  beforeAnchor: (() => void) | undefined,
): Promise<Uint8Array> {
  try {
    return await request.send(client);
  } catch (error) {
    const isMissingAnchor = error instanceof DatacarError && error.code === 'NOT_ANCHORED';
    if (!isMissingAnchor || beforeAnchor === undefined) throw error;
    beforeAnchor();
    await anchorLog(client);
    return request.send(client);
  }
}

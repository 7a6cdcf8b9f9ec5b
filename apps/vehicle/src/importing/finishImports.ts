// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import type { AnchoredIn, EmitEvent } from '@datacar/core/vehicles/AgentEvent';
import type { Client } from '@datacar/sdk/client/Client';
import { anchorLog } from '@datacar/sdk/records/anchorLog';
import type { GapEvidence } from '../queue/StreamQueue.ts';
import type { InclusionProver } from '../receipts/createInclusionProver.ts';
import type { Patience } from './createPatience.ts';
import { createReporter } from './createReporter.ts';
import type { RunningImport } from './startImport.ts';
import { PATIENCE_MS, waitForAnswers } from './waitForAnswers.ts';

/** Time between two looks at something that the server is about to do. */
const POLL_MS = 200;

export interface ImportEnding {
  anchoredIn: AnchoredIn | null;
  /** Why the import is not complete; undefined when it is. */
  failure: unknown;
}

export interface FinishImportsDependencies {
  client: Client;
  prover: InclusionProver;
  patience: Patience;
  emit: EmitEvent;
}

/** Waits until all that was read is durable, anchored and proved. What fails for one import fails only for it. */
export async function finishImports(
  imports: readonly RunningImport[],
  dependencies: FinishImportsDependencies,
): Promise<Map<RunningImport, ImportEnding>> {
  const endings = new Map<RunningImport, ImportEnding>(
    imports.map((one) => [one, { anchoredIn: null, failure: undefined }]),
  );
  /** One step of one import, unless a step before it failed. */
  const attempt = async (
    one: RunningImport,
    step: (ending: ImportEnding) => Promise<void>,
  ): Promise<void> => {
    const ending = endings.get(one);
    if (ending === undefined || ending.failure !== undefined) return;
    await step(ending).catch((error: unknown) => {
      ending.failure = error;
    });
  };
  await Promise.all(
    imports.map((one) =>
      attempt(one, async () => {
        await waitForAnswers(one, 0, createReporter(one, dependencies));
        await requireNoGaps(one);
      }),
    ),
  );
  for (const one of imports) {
    await attempt(one, async (ending) => {
      ending.anchoredIn = await waitForAnchor(one, dependencies);
    });
  }
  for (const one of imports) await attempt(one, () => proveAll(one, dependencies));
  return endings;
}

/** A batch that was refused for good leaves the import incomplete, and that must not pass in silence. */
async function requireNoGaps({ opened: { queue } }: RunningImport): Promise<void> {
  const { gaps } = queue.totals();
  if (gaps === 0) return;
  const [line = '{}'] = (await readFile(join(queue.folder, 'gaps.jsonl'), 'utf8')).split('\n');
  const { code, message, sequence } = JSON.parse(line) as GapEvidence;
  throw new DatacarError(
    code as ErrorCode,
    `The server refused ${gaps} batches for good, the first of them number ${sequence}: ${message} The others are in.`,
    { details: { gaps, sequence } },
  );
}

async function waitForAnchor(
  one: RunningImport,
  { client, prover, patience, emit }: FinishImportsDependencies,
): Promise<AnchoredIn> {
  const { sequence, previousHash } = one.opened.queue.head();
  if (sequence === 0)
    throw new DatacarError('FILE_EMPTY', 'No row of the file could be taken.', {
      details: { file: one.file },
    });
  const report = createReporter(one, { emit });
  const untilMs = performance.now() + PATIENCE_MS;
  for (;;) {
    report('anchoring');
    const anchor = await patience
      .retry(() => prover.readAnchor(previousHash))
      .catch((error: unknown) => {
        if (error instanceof DatacarError && error.code === 'NOT_FOUND') return null;
        throw error;
      });
    if (anchor !== null) return { transactionHash: anchor.transactionHash, blockNumber: anchor.blockNumber };
    if (performance.now() > untilMs)
      throw new DatacarError(
        'NOT_ANCHORED',
        'Everything is safe on the server, which has not anchored it in time.',
      );
    await patience.retry(() => anchorLog(client));
    await new Promise((resolve) => setTimeout(resolve, POLL_MS / 10));
  }
}

async function proveAll(
  one: RunningImport,
  { prover, patience, emit }: FinishImportsDependencies,
): Promise<void> {
  const { queue } = one.opened;
  const report = createReporter(one, { emit });
  const untilMs = performance.now() + PATIENCE_MS;
  while (queue.counts().acknowledged > 0) {
    report('proving');
    const { included } = await patience.retry(() => prover.proveOldest(queue));
    if (included.length > 0) continue;
    if (performance.now() > untilMs) throw overdueError();
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  // A batch that the server has lost was put back to be sent again.
  if (queue.counts().waiting > 0) throw overdueError();
}

function overdueError(): DatacarError {
  return new DatacarError('INCLUSION_OVERDUE', 'The server signed for batches that are not in its log yet.');
}

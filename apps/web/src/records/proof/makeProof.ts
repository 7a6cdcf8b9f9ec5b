// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { anchorLog } from '@datacar/sdk/records/anchorLog';
import { provePeriod } from '@datacar/sdk/records/provePeriod';
import { proveReading } from '@datacar/sdk/records/proveReading';
import { client } from '../../app/client.ts';
import type { CheckedProof } from './checkProof.ts';
import { signalName } from './proofWords.ts';
import { loadServerTrust } from './trustStore.ts';

export type ProofRequest =
  | { kind: 'reading'; vehicle: string; signal: string; timeMs: number; isExact: boolean }
  | { kind: 'period'; vehicle: string; fromMs: number; toMs: number; signals: readonly string[] };

export type ProofStage = 'asking' | 'anchoring' | 'fetching' | 'checking';

export interface MadeProof {
  fileName: string;
  bytes: Uint8Array;
  /** What the browser found when it checked the file. */
  checked: CheckedProof;
}

/** Asks for a proof, anchors the log first where that is still to come, and checks what was given. */
export async function makeProof(
  request: ProofRequest,
  onStage: (stage: ProofStage) => void,
): Promise<MadeProof> {
  onStage('asking');
  let bytes: Uint8Array;
  try {
    bytes = await askFor(request);
  } catch (error) {
    if (!(error instanceof DatacarError) || error.code !== 'NOT_ANCHORED') throw error;
    onStage('anchoring');
    await anchorLog(client);
    onStage('fetching');
    bytes = await askFor(request);
  }
  onStage('checking');
  const [{ checkProof }, trust] = await Promise.all([import('./checkProof.ts'), loadServerTrust()]);
  const checked = checkProof(bytes, { trustFile: trust?.bytes ?? null });
  return { fileName: nameFile(request, checked), bytes, checked };
}

function askFor(request: ProofRequest): Promise<Uint8Array> {
  const { vehicle } = request;
  if (request.kind === 'reading') {
    const { signal, timeMs, isExact } = request;
    return proveReading(client, { vehicle, signal, at: timeMs, match: isExact ? 'exact' : 'atOrBefore' });
  }
  const { fromMs, toMs, signals } = request;
  return provePeriod(client, {
    vehicle,
    from: fromMs,
    to: toMs,
    ...(signals.length === 0 ? {} : { signals: [...signals] }),
  });
}

function nameFile(request: ProofRequest, { verdict }: CheckedProof): string {
  const stamp = (timeMs: number) => new Date(timeMs).toISOString().slice(0, 19).replaceAll(':', '');
  const car = `car${request.vehicle}`;
  if (request.kind === 'period') {
    return `${car}-${stamp(request.fromMs)}-to-${stamp(request.toMs)}.datacar`;
  }
  const timeMs = (verdict.kind === 'reading' ? verdict.reading?.timeMs : undefined) ?? request.timeMs;
  return `${car}-${signalName(request.signal)}-${stamp(timeMs)}.datacar`;
}

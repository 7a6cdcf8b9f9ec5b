// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '../errors/errorCodes.ts';
import type { Coverage } from './Coverage.ts';
import type { GapKind } from './Gap.ts';
import type { ReadingSource, ReadingValue } from './Reading.ts';

export const proofStepNames = [
  'readingInBatch',
  'signedByCarKey',
  'keyCertifiedBy',
  'inLog',
  'checkpointSignedBy',
  'signedForAnchoring',
] as const;

/** The steps of a proof; with a chain at hand `anchoredAtBlock` and `keyValidThen` are added to them. */
export type ProofStepName = (typeof proofStepNames)[number];

/**
 * What a step was held against: `claimed` only what the file says of itself, `pinned` the trust anchors,
 * `chain` a chain that was asked.
 */
export type ProofTrust = 'claimed' | 'pinned' | 'chain';

export interface ProofFailure {
  code: ErrorCode;
  message: string;
}

export interface ProofStep {
  name: ProofStepName;
  ok: boolean;
  trust: ProofTrust;
  /** Whom one must believe for this step, in a sentence. */
  believe: string;
  failure?: ProofFailure;
}

export interface ProvedReading {
  path: string;
  timeMs: number;
  value: ReadingValue;
  /** Absent when the signal has none, or its header names a catalogue that this version does not know. */
  unit?: string;
  source: ReadingSource;
  /** 0x-hex; zeros for what the car said live. */
  stream: string;
}

export interface ProvedVehicle {
  id: number;
  did: string;
}

export interface ProvedGap {
  kind: GapKind;
  /** 0x-hex. */
  stream: string;
  fromMs: number;
  toMs: number;
  sequenceFrom: number;
  sequenceTo: number;
  /** 0x-hex. */
  headerHashes: string[];
  promisedByMs?: number;
}

export interface ProvedStream {
  /** 0x-hex. */
  stream: string;
  /** Every source that its headers state. */
  sources: ReadingSource[];
  headerCount: number;
  coverage: Coverage;
  gaps: ProvedGap[];
}

interface ProofVerdictBase {
  /**
   * `PROVED`: every step holds against the trust anchors. `UNAUTHENTICATED`: the file agrees with itself,
   * but no trust anchors were given, so anyone can have made it. `FAILED`: a step does not hold.
   */
  verdict: 'PROVED' | 'UNAUTHENTICATED' | 'FAILED';
  steps: ProofStep[];
  /** The first failure, unless the verdict is PROVED. */
  failure?: ProofFailure;
}

export interface ReadingVerdict extends ProofVerdictBase {
  kind: 'reading';
  /** What the file shows; believe it only when the verdict is PROVED. */
  reading?: ProvedReading;
  vehicle?: ProvedVehicle;
}

export interface PeriodVerdict extends ProofVerdictBase {
  kind: 'period';
  vehicle?: ProvedVehicle;
  fromMs: number;
  toMs: number;
  /** Over all streams together. */
  coverage?: Coverage;
  /** Of all streams, ascending by time. */
  gaps: ProvedGap[];
  streams: ProvedStream[];
  readings: ProvedReading[];
}

export interface MalformedVerdict extends ProofVerdictBase {
  verdict: 'FAILED';
  kind: 'malformed';
}

/** What `verifyProof` says; plain JSON. */
export type ProofVerdict = ReadingVerdict | PeriodVerdict | MalformedVerdict;

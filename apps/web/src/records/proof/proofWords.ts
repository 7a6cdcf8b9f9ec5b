// SPDX-License-Identifier: Apache-2.0
import type { ProofStep, ProvedReading } from '@datacar/core/records/ProofVerdict';
import type { ReadingSource } from '@datacar/core/records/Reading';
import type { ChainProofStep } from '@datacar/sdk/records/verifyProofOnChain';
import type { Format } from '../../ui/format/createFormat.ts';

export type AnyStep = ProofStep | ChainProofStep;

interface StepWords {
  /** The link of the chain that it is about. */
  subject: string;
  /** What holds. */
  holds: string;
  /** What does not, and what that means. */
  fails: string;
}

/** The steps of a proof in a driver's words. */
export const stepWords: Readonly<Record<AnyStep['name'], StepWords>> = {
  readingInBatch: {
    subject: 'Reading',
    holds: 'What is shown is exactly what went into the batch.',
    fails:
      'What is shown is not what went into the batch: a value, its time or its signal was changed, or it comes from another batch.',
  },
  signedByCarKey: {
    subject: 'Batch',
    holds: 'The batch is signed with the key of the car, and nobody changed it since.',
    fails: 'The signature under the batch is not by this key, or the batch was changed after it was signed.',
  },
  keyCertifiedBy: {
    subject: 'Signature',
    holds: 'A member of the consortium that you trust certifies that the key is this car’s.',
    fails: 'Nobody whom you trust certifies that this key is the car’s.',
  },
  inLog: {
    subject: 'Log',
    holds: 'The batch stands in the append-only log of the server.',
    fails: 'The batch does not stand in the log that the file names.',
  },
  checkpointSignedBy: {
    subject: 'Checkpoint',
    holds: 'The server that keeps the log signed its state.',
    fails: 'The state of the log is not signed by a server that you trust.',
  },
  signedForAnchoring: {
    subject: 'Anchor',
    holds: 'That state of the log was signed to be written on the chain.',
    fails: 'What was signed for the chain is not this state of the log, or nobody whom you trust signed it.',
  },
  anchoredAtBlock: {
    subject: 'On the chain',
    holds: 'The anchor stands on the chain: the log held this then, and can only have grown since.',
    fails: 'The anchor does not stand on this chain.',
  },
  keyValidThen: {
    subject: 'Key then',
    holds: 'On the chain the key was the car’s when this was anchored.',
    fails: 'On the chain the key was not the car’s when this was anchored.',
  },
};

export const sourceWords: Readonly<Record<ReadingSource, string>> = {
  secureElement: 'the car, signed in its secure element',
  software: 'the car, signed with a key on a computer in it',
  import: 'an imported file, signed by whoever imported it',
  simulated: 'a simulated car; no real one said this',
};

/** The same in two words. */
export const sourceNames: Readonly<Record<ReadingSource, string>> = {
  secureElement: 'Car, secure element',
  software: 'Car',
  import: 'Imported file',
  simulated: 'Simulated car',
};

export const signalName = (path: string): string => path.replace(/^Vehicle\./, '');

/** "Speed was 54 km/h on 29 Mar 2021, 12:08:07 CEST". */
export function describeReading({ path, value, unit, timeMs }: ProvedReading, format: Format): string {
  const text =
    typeof value === 'number'
      ? format.quantityText(value, unit ?? null)
      : value === true
        ? 'yes'
        : value === false
          ? 'no'
          : value;
  return `${signalName(path)} was ${text} on ${format.dateTimeExact(timeMs)}`;
}

/** `live`, or the beginning of the imported file's SHA-256. */
export function streamName(stream: string): string {
  const hex = stream.replace(/^0x/, '');
  return /^0+$/.test(hex) ? 'Live' : `File ${hex.slice(0, 8)}`;
}

// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { equalBytes } from '@datacar/core/encoding/equalBytes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Acknowledgement } from '@datacar/core/records/Acknowledgement';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import { verifyAcknowledgement } from '@datacar/core/records/verifyAcknowledgement';
import type { DeviceIdentity } from '../folder/DeviceIdentity.ts';
import type { AcknowledgedBatch, QueueEntry } from '../queue/StreamQueue.ts';

export type VerifyAnswer = (answer: IngestAnswer, entry: QueueEntry) => AcknowledgedBatch;

/**
 * Makes the check of a server's signature for one batch: made with the pinned key, for this header, this log and this
 * chain. Only then may the car believe that its batch is durable.
 *
 * @throws DatacarError ACKNOWLEDGEMENT_INVALID, from the check
 */
export function createAnswerVerifier(identity: DeviceIdentity): VerifyAnswer {
  return (answer, { sequence, headerHash }) => {
    if (answer.acknowledgement === undefined) throw invalid('the answer carries none');
    const cose = Uint8Array.from(Buffer.from(answer.acknowledgement, 'base64url'));
    const acknowledgement = openAcknowledgement(cose, identity);
    if (encodeHex(acknowledgement.headerHash).slice(2) !== headerHash)
      throw invalid('it is for another batch');
    if (acknowledgement.log !== identity.log) throw invalid('it is for another log');
    if (!isOfChain(acknowledgement, identity)) throw invalid('it is for another chain');
    const { receivedAtMs, includeByMs } = acknowledgement;
    return { sequence, ...answer.readings, receivedAtMs, includeByMs, acknowledgement: cose };
  };
}

function openAcknowledgement(cose: Uint8Array, { ackKey, server }: DeviceIdentity): Acknowledgement {
  try {
    return verifyAcknowledgement(cose, ackKey);
  } catch (cause) {
    throw invalid(
      `it was not signed by the key that was pinned at enrolment. Is ${server} still the same server?`,
      cause,
    );
  }
}

function isOfChain({ chainId, genesisHash }: Acknowledgement, identity: DeviceIdentity): boolean {
  return chainId === identity.chainId && equalBytes(genesisHash, identity.genesisHash);
}

function invalid(reason: string, cause?: unknown): DatacarError {
  return new DatacarError(
    'ACKNOWLEDGEMENT_INVALID',
    `The server's acknowledgement does not count: ${reason}`,
    { cause },
  );
}

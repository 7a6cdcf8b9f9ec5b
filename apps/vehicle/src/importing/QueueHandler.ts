// SPDX-License-Identifier: Apache-2.0

/** What an import does about its queue while it reads. */
export interface QueueHandler {
  /** Resolves when the queue is short enough to add to it. @throws DatacarError when the server does not take any more. */
  makeRoom(): Promise<void>;
  report(stage: 'reading' | 'sending' | 'proving' | 'anchoring'): void;
}

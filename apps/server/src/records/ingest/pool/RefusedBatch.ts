// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { WorkerRefusal } from './WorkerMessage.ts';

/** A refusal of a batch that could be read far enough to say which one it is. */
export class RefusedBatch extends DatacarError {
  readonly known: WorkerRefusal['known'];

  constructor({ code, message, details, known }: WorkerRefusal) {
    super(code, message, { details });
    this.known = known;
  }
}
